"""The API's addresses."""

from ninja import NinjaAPI

api = NinjaAPI(title="Tværblik", version="1", docs_url=None)
