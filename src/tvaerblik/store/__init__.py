"""The only place that opens the analytic store: deliveries, vintages, snapshots."""
