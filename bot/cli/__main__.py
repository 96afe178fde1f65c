"""`python -m bot.cli` is `charter-bot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
