"""What else this machine is busy with: times mean little without it."""

import os


def machine():
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
