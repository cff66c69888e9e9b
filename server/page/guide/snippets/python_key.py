import json
import os
import urllib.parse
import urllib.request

headers = {"Authorization": "Bearer " + os.environ["CATCHMENT_KEY"]}
address = "ORIGIN/api/v1/gaps?kind=KIND&limit=100"
gaps = []
while address:
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        page = json.load(answer)
    gaps += page["items"]
    address = page.get("next") and urllib.parse.urljoin(address, page["next"])
print(len(gaps), "gaps")
