import os
import geopandas
import requests

headers = {"X-API-Key": os.environ["CATCHMENT_KEY"]}
address = "ORIGIN/ogc/collections/gaps/items?filter=tier=3&limit=10000"
features = []
while address:
    answer = requests.get(address, headers=headers, timeout=60)
    answer.raise_for_status()
    page = answer.json()
    features += page["features"]
    address = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
gaps = geopandas.GeoDataFrame.from_features(features, crs="OGC:CRS84")
print(len(gaps), "gaps")
