environment        = "staging"
vpc_cidr_block     = "10.30.0.0/16"
availability_zones = ["us-west-2a", "us-west-2b"]

api_count               = 1
api_task_definition_arn = "arn:aws:ecs:us-west-2:444455556666:task-definition/api:42"
api_certificate_arn     = "arn:aws:acm:us-west-2:444455556666:certificate/0b3f8f5e-5c0f-4a43-9a51-6f1d2c7a9e10"

database_instance_class = "db.t4g.medium"
database_multi_az       = false

reporting_role_arn = "arn:aws:iam::444455556666:role/reporting"
reporting_image    = "444455556666.dkr.ecr.us-west-2.amazonaws.com/reporting:2024-11-02"
