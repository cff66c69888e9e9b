import os
import geopandas
import requests

answer = requests.get(
    "ORIGIN/ogc/collections/gaps/items",
    params={"filter": "tier = 3", "limit": 10000},
    headers={"X-API-Key": os.environ["CATCHMENT_KEY"]},
    timeout=60,
)
answer.raise_for_status()
gaps = geopandas.GeoDataFrame.from_features(answer.json(), crs="OGC:CRS84")
print(gaps.head())
