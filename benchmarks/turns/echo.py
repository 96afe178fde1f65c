"""The rival: a bare python-telegram-bot that says what it hears. `echo.py API WAY AT_ONCE POOL PORT`.

The webhook is the library's own recipe for one's own web server: put the update into its queue.
"""

import asyncio
import os
import socket
import sys

os.environ["PTB_TIMEDELTA"] = "1"  # the library's new form of durations; the old one warns

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters


async def echo(update, _context):
    await update.message.reply_text(update.message.text)


async def press(update, _context):
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(update.callback_query.data)


def application(api, at_once, pool):
    builder = Application.builder().token("1:x").base_url(f"{api}/bot").concurrent_updates(at_once or False)
    if pool:
        builder = builder.connection_pool_size(pool).pool_timeout(60)
    made = builder.build()
    made.add_handler(MessageHandler(filters.TEXT, echo))
    made.add_handler(CallbackQueryHandler(press))
    return made


async def by_polling(app):
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=10)
        print("ready", flush=True)
        await asyncio.Event().wait()


async def by_webhook(app, port):
    async def receive(request):
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return Response()

    page = Starlette(routes=[Route("/hook", receive, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(page, log_level="error", lifespan="off"))
    async with app:
        await app.start()
        listening = socket.create_server(("127.0.0.1", port))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await app.bot.set_webhook(f"http://127.0.0.1:{port}/hook", max_connections=100)
        print("ready", flush=True)
        await serving


if __name__ == "__main__":
    api, way, at_once, pool, port = sys.argv[1:]
    app = application(api, int(at_once), int(pool))
    asyncio.run(by_polling(app) if way == "polling" else by_webhook(app, int(port)))
