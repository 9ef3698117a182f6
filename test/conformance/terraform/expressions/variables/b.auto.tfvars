from_auto = "strong"
