availability_zones = ["eu-central-1a", "eu-central-1b"]
certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/2f0d3b8c-6d0f-4a57-9d6e-1f4a4c1c7a11"
image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1.42.0"
execution_role_arn = "arn:aws:iam::123456789012:role/shop-execution"
