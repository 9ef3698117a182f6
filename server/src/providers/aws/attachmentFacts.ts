/**
 * What no schema says about the types that carry groups: what people call them, which only describe things that
 * others may start, and which start them. Public addresses are in publicAddress.ts, ports in listeners.ts.
 */

/** Short nouns. Types that are not listed are called by their type, without `aws_`. */
const labels: ReadonlyMap<string, string> = new Map([
  ['aws_alb', 'load balancer'],
  ['aws_lb', 'load balancer'],
  ['aws_elb', 'load balancer'],
  ['aws_apigatewayv2_vpc_link', 'API gateway link'],
  ['aws_apprunner_vpc_connector', 'App Runner connector'],
  ['aws_appstream_fleet', 'AppStream fleet'],
  ['aws_appstream_image_builder', 'AppStream image builder'],
  ['aws_batch_compute_environment', 'batch environment'],
  ['aws_bedrock_custom_model', 'model training job'],
  ['aws_bedrockagentcore_agent_runtime', 'agent runtime'],
  ['aws_bedrockagentcore_browser', 'agent browser'],
  ['aws_bedrockagentcore_code_interpreter', 'agent code interpreter'],
  ['aws_cloudwatch_event_target', 'scheduled task'],
  ['aws_codebuild_fleet', 'build fleet'],
  ['aws_codebuild_project', 'build project'],
  ['aws_codeconnections_host', 'code connection'],
  ['aws_codestarconnections_host', 'code connection'],
  ['aws_datasync_agent', 'DataSync agent'],
  ['aws_datasync_location_efs', 'DataSync location'],
  ['aws_datasync_location_fsx_lustre_file_system', 'DataSync location'],
  ['aws_datasync_location_fsx_ontap_file_system', 'DataSync location'],
  ['aws_datasync_location_fsx_openzfs_file_system', 'DataSync location'],
  ['aws_datasync_location_fsx_windows_file_system', 'DataSync location'],
  ['aws_dax_cluster', 'cache'],
  ['aws_db_instance', 'database'],
  ['aws_db_proxy', 'database proxy'],
  ['aws_db_proxy_endpoint', 'database proxy'],
  ['aws_devicefarm_test_grid_project', 'test grid'],
  ['aws_dms_replication_config', 'database migration'],
  ['aws_dms_replication_instance', 'database migration'],
  ['aws_docdb_cluster', 'database'],
  ['aws_docdbelastic_cluster', 'database'],
  ['aws_drs_replication_configuration_template', 'replication servers'],
  ['aws_ec2_client_vpn_endpoint', 'client VPN'],
  ['aws_ec2_instance_connect_endpoint', 'instance connect endpoint'],
  ['aws_ecs_capacity_provider', 'container instances'],
  ['aws_ecs_express_gateway_service', 'service'],
  ['aws_ecs_service', 'service'],
  ['aws_ecs_task_set', 'service'],
  ['aws_efs_mount_target', 'file system'],
  ['aws_eks_cluster', 'Kubernetes cluster'],
  ['aws_elasticache_cluster', 'cache'],
  ['aws_elasticache_replication_group', 'cache'],
  ['aws_elasticache_serverless_cache', 'cache'],
  ['aws_elasticsearch_domain', 'search domain'],
  ['aws_elasticsearch_vpc_endpoint', 'search endpoint'],
  ['aws_emr_cluster', 'EMR cluster'],
  ['aws_emr_studio', 'EMR studio'],
  ['aws_emrserverless_application', 'EMR application'],
  ['aws_finspace_kx_cluster', 'kdb cluster'],
  ['aws_fsx_file_cache', 'file cache'],
  ['aws_fsx_lustre_file_system', 'file system'],
  ['aws_fsx_ontap_file_system', 'file system'],
  ['aws_fsx_openzfs_file_system', 'file system'],
  ['aws_fsx_windows_file_system', 'file system'],
  ['aws_glue_connection', 'Glue connection'],
  ['aws_glue_dev_endpoint', 'Glue endpoint'],
  ['aws_grafana_workspace', 'Grafana workspace'],
  ['aws_imagebuilder_infrastructure_configuration', 'image builder'],
  ['aws_instance', 'instance'],
  ['aws_spot_instance_request', 'instance'],
  ['aws_spot_fleet_request', 'instances'],
  ['aws_autoscaling_group', 'instances'],
  ['aws_ec2_fleet', 'instances'],
  ['aws_eks_node_group', 'Kubernetes nodes'],
  ['aws_launch_configuration', 'launch template'],
  ['aws_launch_template', 'launch template'],
  ['aws_iot_topic_rule_destination', 'IoT destination'],
  ['aws_kinesis_firehose_delivery_stream', 'delivery stream'],
  ['aws_kinesisanalyticsv2_application', 'stream application'],
  ['aws_lambda_capacity_provider', 'function instances'],
  ['aws_lambda_function', 'function'],
  ['aws_m2_environment', 'mainframe environment'],
  ['aws_medialive_channel', 'media channel'],
  ['aws_medialive_input', 'media input'],
  ['aws_memorydb_cluster', 'database'],
  ['aws_mq_broker', 'message broker'],
  ['aws_msk_cluster', 'Kafka cluster'],
  ['aws_msk_replicator', 'Kafka replicator'],
  ['aws_msk_serverless_cluster', 'Kafka cluster'],
  ['aws_msk_vpc_connection', 'Kafka connection'],
  ['aws_mskconnect_connector', 'Kafka connector'],
  ['aws_mwaa_environment', 'Airflow environment'],
  ['aws_neptune_cluster', 'database'],
  ['aws_network_interface', 'network interface'],
  ['aws_opensearch_domain', 'search domain'],
  ['aws_opensearch_vpc_endpoint', 'search endpoint'],
  ['aws_opensearchserverless_vpc_endpoint', 'search endpoint'],
  ['aws_osis_pipeline', 'ingestion pipeline'],
  ['aws_pipes_pipe', 'pipe'],
  ['aws_prometheus_scraper', 'metrics scraper'],
  ['aws_quicksight_vpc_connection', 'QuickSight connection'],
  ['aws_rds_cluster', 'database'],
  ['aws_redshift_cluster', 'data warehouse'],
  ['aws_redshift_endpoint_access', 'data warehouse endpoint'],
  ['aws_redshiftserverless_endpoint_access', 'data warehouse endpoint'],
  ['aws_redshiftserverless_workgroup', 'data warehouse'],
  ['aws_route53_resolver_endpoint', 'DNS resolver endpoint'],
  ['aws_s3outposts_endpoint', 'storage endpoint'],
  ['aws_sagemaker_data_quality_job_definition', 'data quality job'],
  ['aws_sagemaker_domain', 'SageMaker domain'],
  ['aws_sagemaker_model', 'model'],
  ['aws_sagemaker_notebook_instance', 'notebook'],
  ['aws_sagemaker_user_profile', 'SageMaker profile'],
  ['aws_sagemaker_workforce', 'SageMaker workforce'],
  ['aws_scheduler_schedule', 'scheduled task'],
  ['aws_synthetics_canary', 'canary'],
  ['aws_timestreaminfluxdb_db_cluster', 'database'],
  ['aws_timestreaminfluxdb_db_instance', 'database'],
  ['aws_transfer_server', 'transfer server'],
  ['aws_verifiedaccess_endpoint', 'access endpoint'],
  ['aws_vpc_endpoint', 'VPC endpoint'],
  ['aws_vpclattice_resource_gateway', 'resource gateway'],
  ['aws_vpclattice_service_network_vpc_association', 'service network'],
  ['aws_workspaces_directory', 'virtual desktops'],
  ['aws_workspacesweb_network_settings', 'web browser sessions'],
]);

/** Short noun for users. */
export function attachmentLabel(type: string): string {
  return labels.get(type) ?? type.replace(/^aws_/, '').replaceAll('_', ' ');
}

/** Machines of one's own, and interfaces that may be one's: what listens there is not what some argument says. */
const machines: ReadonlySet<string> = new Set([
  'aws_instance',
  'aws_spot_instance_request',
  'aws_spot_fleet_request',
  'aws_autoscaling_group',
  'aws_ec2_fleet',
  'aws_eks_node_group',
  'aws_launch_configuration',
  'aws_launch_template',
  'aws_network_interface',
  'aws_emr_cluster',
  'aws_batch_compute_environment',
]);

export function runsAnything(type: string): boolean {
  return machines.has(type);
}

/** Types that describe what others may start: nothing carries their groups until then. */
const templates: ReadonlySet<string> = new Set([
  'aws_launch_template',
  'aws_launch_configuration',
  'aws_imagebuilder_infrastructure_configuration',
  'aws_ecs_capacity_provider',
  'aws_lambda_capacity_provider',
  'aws_drs_replication_configuration_template',
]);

export function isTemplate(type: string): boolean {
  return templates.has(type);
}

/** Templates of instances: who runs them is in the configuration too, and then carries their groups instead. */
export function isLaunchTemplate(type: string): boolean {
  return type === 'aws_launch_template' || type === 'aws_launch_configuration';
}

/** Where instances run whose groups a template names; the subnets that these types name themselves. */
const runners: ReadonlyMap<string, readonly string[]> = new Map([
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group#vpc_zone_identifier
  ['aws_autoscaling_group', ['vpc_zone_identifier']],
  ['aws_ec2_fleet', ['launch_template_config.override.subnet_id']],
  ['aws_eks_node_group', ['subnet_ids']],
]);

export const runningTypes: readonly string[] = [...runners.keys()];

/** Paths to subnets that the generated table does not have, because the type names no groups. */
export function furtherSubnets(type: string): readonly string[] {
  return runners.get(type) ?? [];
}

/**
 * Arguments that take names as well as ids: "List of security group names", ids in a VPC that is not the default one
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance#security_groups).
 */
const namedGroups: ReadonlySet<string> = new Set([
  'aws_instance.security_groups',
  'aws_spot_instance_request.security_groups',
  'aws_launch_template.security_group_names',
]);

export function takesGroupNames(type: string, path: string): boolean {
  return namedGroups.has(`${type}.${path}`);
}

/**
 * Attributes under which a thing shows a group that the cloud gives it beside those of the configuration. Its rules are
 * nowhere in the configuration, and add up with the others.
 */
const ownGroups: ReadonlyMap<string, string> = new Map([
  // The cluster security group, which EKS makes and which lets everything out:
  // https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
  ['aws_eks_cluster', 'vpc_config[0].cluster_security_group_id'],
]);

/** Path of the attribute; undefined where the cloud adds no group. */
export function ownGroupAttribute(type: string): string | undefined {
  return ownGroups.get(type);
}

/**
 * Types that carry the default group of their VPC when they name none (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html for
 * instances; the other services say so of theirs). Some services make a group of their own instead; those are not listed.
 */
const withDefaultGroup: ReadonlySet<string> = new Set([
  'aws_instance',
  'aws_spot_instance_request',
  'aws_spot_fleet_request',
  'aws_autoscaling_group',
  'aws_ec2_fleet',
  'aws_network_interface',
  'aws_alb',
  'aws_lb',
  'aws_elb',
  'aws_vpc_endpoint',
  'aws_ec2_instance_connect_endpoint',
  'aws_apprunner_vpc_connector',
  'aws_db_instance',
  'aws_db_proxy',
  'aws_db_proxy_endpoint',
  'aws_rds_cluster',
  'aws_docdb_cluster',
  'aws_docdbelastic_cluster',
  'aws_neptune_cluster',
  'aws_redshift_cluster',
  'aws_redshiftserverless_workgroup',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticache_serverless_cache',
  'aws_dax_cluster',
  'aws_dms_replication_instance',
  'aws_efs_mount_target',
  'aws_fsx_lustre_file_system',
  'aws_fsx_ontap_file_system',
  'aws_fsx_openzfs_file_system',
  'aws_fsx_windows_file_system',
  'aws_ecs_service',
  'aws_ecs_task_set',
  'aws_msk_cluster',
  'aws_opensearch_domain',
  'aws_elasticsearch_domain',
  'aws_transfer_server',
]);

export function hasDefaultGroup(type: string): boolean {
  return withDefaultGroup.has(type);
}
