from_file = ["1", 2]
from_auto = "weak"
