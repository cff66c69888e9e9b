import csv
import io
import urllib.request

address = "ORIGIN/export/coverage.csv?kind=KIND"
with urllib.request.urlopen(address, timeout=60) as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8-sig")))
print(len(rows), "rows;", rows[0]["area_code"], rows[0]["area_name"])
