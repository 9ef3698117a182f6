region = "eu-central-1"
ports  = [22, 443]
tags = {
  Team = "network"
}
last = "no line break follows"