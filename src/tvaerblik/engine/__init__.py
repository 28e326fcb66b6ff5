"""From a definition and a snapshot to exact cells. Two engines that share no arithmetic: `fast`
(Ibis expressions on DuckDB) and `plain` (ordinary Python over rows), which referees it."""
