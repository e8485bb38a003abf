"""Reads pictures with ZXing-C++: file names as a JSON list in, for each the texts of the QR codes in it out."""

import json
import sys

import zxingcpp
from PIL import Image


def texts(path):
    with Image.open(path) as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)]


json.dump([texts(path) for path in json.load(sys.stdin)], sys.stdout)
