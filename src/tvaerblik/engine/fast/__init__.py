"""The engine in daily use: Ibis for what a definition says, own SQL for rolling up."""
