"""The written form of an EDTF date that is no interval, and the months and seasons in it."""

import re

MONTHS_AND_SEASONS = {
    "01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June",
    "07": "July", "08": "August", "09": "September", "10": "October", "11": "November",
    "12": "December", "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
}  # fmt: skip

SINGLE = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)"
)
