"""总览: a county's and a unit's year at a glance, from roll-ups: curves, lights, what is late, risks, reports."""
