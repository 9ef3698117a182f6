/**
 * Which arguments of which AWS resource types take security groups, subnets and a public address. Generated from the
 * provider's schema by scripts/generate-attachments.mjs: change that, not this. Labels and ports are not in here.
 *
 * @cdktf/provider-aws 21.22.1; 129 types mention security groups, 118 are listed here: the others only
 * have a switch about groups, or have adapters of their own.
 */

/** Paths through blocks (or objects) to an argument, with dots: `vpc_config.security_group_ids`. */
export interface AttachmentPaths {
  /** Groups that the resource carries. */
  readonly groups?: readonly string[];
  /** Groups that are named without being attached. */
  readonly uses?: readonly string[];
  readonly subnets?: readonly string[];
  /** Names of resources that hold the subnets. */
  readonly subnetGroups?: readonly string[];
  /** Switches that decide about a public address. */
  readonly public?: readonly string[];
}

export const attachmentPaths: Readonly<Record<string, AttachmentPaths>> = {
  aws_alb: {
    groups: ['security_groups'],
    subnets: ['subnets', 'subnet_mapping.subnet_id'],
    public: ['internal'],
  },
  aws_apigatewayv2_vpc_link: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_apprunner_vpc_connector: { groups: ['security_groups'], subnets: ['subnets'] },
  aws_appstream_fleet: { groups: ['vpc_config.security_group_ids'], subnets: ['vpc_config.subnet_ids'] },
  aws_appstream_image_builder: {
    groups: ['vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnet_ids'],
  },
  aws_batch_compute_environment: {
    groups: ['compute_resources.security_group_ids'],
    subnets: ['compute_resources.subnets'],
  },
  aws_bedrock_custom_model: { groups: ['vpc_config.security_group_ids'], subnets: ['vpc_config.subnet_ids'] },
  aws_bedrockagentcore_agent_runtime: {
    groups: ['network_configuration.network_mode_config.security_groups'],
    subnets: ['network_configuration.network_mode_config.subnets'],
  },
  aws_bedrockagentcore_browser: {
    groups: ['network_configuration.vpc_config.security_groups'],
    subnets: ['network_configuration.vpc_config.subnets'],
  },
  aws_bedrockagentcore_code_interpreter: {
    groups: ['network_configuration.vpc_config.security_groups'],
    subnets: ['network_configuration.vpc_config.subnets'],
  },
  aws_cloudwatch_event_target: {
    groups: ['ecs_target.network_configuration.security_groups'],
    subnets: ['ecs_target.network_configuration.subnets'],
    public: ['ecs_target.network_configuration.assign_public_ip'],
  },
  aws_codebuild_fleet: { groups: ['vpc_config.security_group_ids'], subnets: ['vpc_config.subnets'] },
  aws_codebuild_project: {
    groups: ['environment.docker_server.security_group_ids', 'vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnets'],
  },
  aws_codeconnections_host: {
    groups: ['vpc_configuration.security_group_ids'],
    subnets: ['vpc_configuration.subnet_ids'],
  },
  aws_codestarconnections_host: {
    groups: ['vpc_configuration.security_group_ids'],
    subnets: ['vpc_configuration.subnet_ids'],
  },
  aws_comprehend_document_classifier: {
    groups: ['vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnets'],
  },
  aws_comprehend_entity_recognizer: {
    groups: ['vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnets'],
  },
  aws_datasync_agent: { groups: ['security_group_arns'], subnets: ['subnet_arns'] },
  aws_datasync_location_efs: {
    groups: ['ec2_config.security_group_arns'],
    subnets: ['ec2_config.subnet_arn'],
  },
  aws_datasync_location_fsx_lustre_file_system: { groups: ['security_group_arns'] },
  aws_datasync_location_fsx_ontap_file_system: { groups: ['security_group_arns'] },
  aws_datasync_location_fsx_openzfs_file_system: { groups: ['security_group_arns'] },
  aws_datasync_location_fsx_windows_file_system: { groups: ['security_group_arns'] },
  aws_dax_cluster: { groups: ['security_group_ids'], subnetGroups: ['subnet_group_name'] },
  aws_db_instance: {
    groups: ['vpc_security_group_ids'],
    subnetGroups: ['db_subnet_group_name'],
    public: ['publicly_accessible'],
  },
  aws_db_option_group: { uses: ['option.vpc_security_group_memberships'] },
  aws_db_proxy: { groups: ['vpc_security_group_ids'], subnets: ['vpc_subnet_ids'] },
  aws_db_proxy_endpoint: { groups: ['vpc_security_group_ids'], subnets: ['vpc_subnet_ids'] },
  aws_devicefarm_test_grid_project: {
    groups: ['vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnet_ids'],
  },
  aws_dms_replication_config: {
    groups: ['compute_config.vpc_security_group_ids'],
    subnetGroups: ['compute_config.replication_subnet_group_id'],
  },
  aws_dms_replication_instance: {
    groups: ['vpc_security_group_ids'],
    subnetGroups: ['replication_subnet_group_id'],
    public: ['publicly_accessible'],
  },
  aws_docdb_cluster: { groups: ['vpc_security_group_ids'], subnetGroups: ['db_subnet_group_name'] },
  aws_docdbelastic_cluster: { groups: ['vpc_security_group_ids'], subnets: ['subnet_ids'] },
  aws_drs_replication_configuration_template: {
    groups: ['replication_servers_security_groups_ids'],
    subnets: ['staging_area_subnet_id'],
    public: ['create_public_ip'],
  },
  aws_ec2_client_vpn_endpoint: { groups: ['security_group_ids'] },
  aws_ec2_instance_connect_endpoint: { groups: ['security_group_ids'], subnets: ['subnet_id'] },
  aws_ecs_capacity_provider: {
    groups: ['managed_instances_provider.instance_launch_template.network_configuration.security_groups'],
    subnets: ['managed_instances_provider.instance_launch_template.network_configuration.subnets'],
  },
  aws_ecs_express_gateway_service: {
    groups: ['network_configuration.security_groups'],
    subnets: ['network_configuration.subnets'],
  },
  aws_ecs_service: {
    groups: ['network_configuration.security_groups'],
    subnets: ['network_configuration.subnets'],
    public: ['network_configuration.assign_public_ip'],
  },
  aws_ecs_task_set: {
    groups: ['network_configuration.security_groups'],
    subnets: ['network_configuration.subnets'],
    public: ['network_configuration.assign_public_ip'],
  },
  aws_efs_mount_target: { groups: ['security_groups'], subnets: ['subnet_id'] },
  aws_eks_cluster: { groups: ['vpc_config.security_group_ids'], subnets: ['vpc_config.subnet_ids'] },
  aws_eks_node_group: { uses: ['remote_access.source_security_group_ids'] },
  aws_elasticache_cluster: { groups: ['security_group_ids'], subnetGroups: ['subnet_group_name'] },
  aws_elasticache_replication_group: { groups: ['security_group_ids'], subnetGroups: ['subnet_group_name'] },
  aws_elasticache_serverless_cache: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_elasticsearch_domain: {
    groups: ['vpc_options.security_group_ids'],
    subnets: ['vpc_options.subnet_ids'],
  },
  aws_elasticsearch_vpc_endpoint: {
    groups: ['vpc_options.security_group_ids'],
    subnets: ['vpc_options.subnet_ids'],
  },
  aws_elb: { groups: ['security_groups'], subnets: ['subnets'], public: ['internal'] },
  aws_emr_cluster: {
    groups: [
      'ec2_attributes.additional_master_security_groups',
      'ec2_attributes.additional_slave_security_groups',
      'ec2_attributes.emr_managed_master_security_group',
      'ec2_attributes.emr_managed_slave_security_group',
      'ec2_attributes.service_access_security_group',
    ],
    subnets: ['ec2_attributes.subnet_id', 'ec2_attributes.subnet_ids'],
  },
  aws_emr_studio: {
    groups: ['engine_security_group_id', 'workspace_security_group_id'],
    subnets: ['subnet_ids'],
  },
  aws_emrserverless_application: {
    groups: ['network_configuration.security_group_ids'],
    subnets: ['network_configuration.subnet_ids'],
  },
  aws_finspace_kx_cluster: {
    groups: ['vpc_configuration.security_group_ids'],
    subnets: ['vpc_configuration.subnet_ids'],
  },
  aws_fsx_file_cache: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_fsx_lustre_file_system: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_fsx_ontap_file_system: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_fsx_openzfs_file_system: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_fsx_windows_file_system: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_glue_connection: {
    groups: ['physical_connection_requirements.security_group_id_list'],
    subnets: ['physical_connection_requirements.subnet_id'],
  },
  aws_glue_dev_endpoint: { groups: ['security_group_ids'], subnets: ['subnet_id'] },
  aws_grafana_workspace: {
    groups: ['vpc_configuration.security_group_ids'],
    subnets: ['vpc_configuration.subnet_ids'],
  },
  aws_imagebuilder_infrastructure_configuration: { groups: ['security_group_ids'], subnets: ['subnet_id'] },
  aws_instance: {
    groups: ['security_groups', 'vpc_security_group_ids'],
    subnets: ['subnet_id'],
    public: ['associate_public_ip_address'],
  },
  aws_iot_topic_rule_destination: {
    groups: ['vpc_configuration.security_groups'],
    subnets: ['vpc_configuration.subnet_ids'],
  },
  aws_kinesis_firehose_delivery_stream: {
    groups: [
      'elasticsearch_configuration.vpc_config.security_group_ids',
      'opensearch_configuration.vpc_config.security_group_ids',
      'opensearchserverless_configuration.vpc_config.security_group_ids',
    ],
    subnets: [
      'elasticsearch_configuration.vpc_config.subnet_ids',
      'opensearch_configuration.vpc_config.subnet_ids',
      'opensearchserverless_configuration.vpc_config.subnet_ids',
    ],
  },
  aws_kinesisanalyticsv2_application: {
    groups: ['application_configuration.vpc_configuration.security_group_ids'],
    subnets: ['application_configuration.vpc_configuration.subnet_ids'],
  },
  aws_lambda_capacity_provider: {
    groups: ['vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnet_ids'],
  },
  aws_lambda_function: {
    groups: ['vpc_config.security_group_ids'],
    uses: ['replacement_security_group_ids'],
    subnets: ['vpc_config.subnet_ids'],
  },
  aws_launch_configuration: { groups: ['security_groups'], public: ['associate_public_ip_address'] },
  aws_launch_template: {
    groups: ['security_group_names', 'vpc_security_group_ids', 'network_interfaces.security_groups'],
    subnets: ['network_interfaces.subnet_id'],
    public: ['network_interfaces.associate_public_ip_address'],
  },
  aws_lb: {
    groups: ['security_groups'],
    subnets: ['subnets', 'subnet_mapping.subnet_id'],
    public: ['internal'],
  },
  aws_m2_environment: {
    groups: ['security_group_ids'],
    subnets: ['subnet_ids'],
    public: ['publicly_accessible'],
  },
  aws_medialive_channel: { groups: ['vpc.security_group_ids'], subnets: ['vpc.subnet_ids'] },
  aws_medialive_input: { groups: ['vpc.security_group_ids'], subnets: ['vpc.subnet_ids'] },
  aws_memorydb_cluster: { groups: ['security_group_ids'], subnetGroups: ['subnet_group_name'] },
  aws_mq_broker: { groups: ['security_groups'], subnets: ['subnet_ids'], public: ['publicly_accessible'] },
  aws_msk_cluster: {
    groups: ['broker_node_group_info.security_groups'],
    subnets: ['broker_node_group_info.client_subnets'],
  },
  aws_msk_replicator: {
    groups: ['kafka_cluster.vpc_config.security_groups_ids'],
    subnets: ['kafka_cluster.vpc_config.subnet_ids'],
  },
  aws_msk_serverless_cluster: {
    groups: ['vpc_config.security_group_ids'],
    subnets: ['vpc_config.subnet_ids'],
  },
  aws_msk_vpc_connection: { groups: ['security_groups'], subnets: ['client_subnets'] },
  aws_mskconnect_connector: {
    groups: ['kafka_cluster.apache_kafka_cluster.vpc.security_groups'],
    subnets: ['kafka_cluster.apache_kafka_cluster.vpc.subnets'],
  },
  aws_mwaa_environment: {
    groups: ['network_configuration.security_group_ids'],
    subnets: ['network_configuration.subnet_ids'],
  },
  aws_neptune_cluster: { groups: ['vpc_security_group_ids'], subnetGroups: ['neptune_subnet_group_name'] },
  aws_network_interface: { groups: ['security_groups'], subnets: ['subnet_id'] },
  aws_opensearch_domain: { groups: ['vpc_options.security_group_ids'], subnets: ['vpc_options.subnet_ids'] },
  aws_opensearch_vpc_endpoint: {
    groups: ['vpc_options.security_group_ids'],
    subnets: ['vpc_options.subnet_ids'],
  },
  aws_opensearchserverless_vpc_endpoint: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_osis_pipeline: { groups: ['vpc_options.security_group_ids'], subnets: ['vpc_options.subnet_ids'] },
  aws_pipes_pipe: {
    groups: [
      'source_parameters.self_managed_kafka_parameters.vpc.security_groups',
      'target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.security_groups',
    ],
    subnets: [
      'source_parameters.self_managed_kafka_parameters.vpc.subnets',
      'target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.subnets',
    ],
    public: [
      'target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.assign_public_ip',
    ],
  },
  aws_prometheus_scraper: { groups: ['source.eks.security_group_ids'], subnets: ['source.eks.subnet_ids'] },
  aws_quicksight_vpc_connection: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_rds_cluster: { groups: ['vpc_security_group_ids'], subnetGroups: ['db_subnet_group_name'] },
  aws_redshift_cluster: {
    groups: ['vpc_security_group_ids'],
    subnetGroups: ['cluster_subnet_group_name'],
    public: ['publicly_accessible'],
  },
  aws_redshift_endpoint_access: { groups: ['vpc_security_group_ids'], subnetGroups: ['subnet_group_name'] },
  aws_redshiftserverless_endpoint_access: { groups: ['vpc_security_group_ids'], subnets: ['subnet_ids'] },
  aws_redshiftserverless_workgroup: {
    groups: ['security_group_ids'],
    subnets: ['subnet_ids'],
    public: ['publicly_accessible'],
  },
  aws_route53_resolver_endpoint: { groups: ['security_group_ids'], subnets: ['ip_address.subnet_id'] },
  aws_s3outposts_endpoint: { groups: ['security_group_id'], subnets: ['subnet_id'] },
  aws_sagemaker_data_quality_job_definition: {
    groups: ['network_config.vpc_config.security_group_ids'],
    subnets: ['network_config.vpc_config.subnets'],
  },
  aws_sagemaker_domain: {
    groups: [
      'default_space_settings.security_groups',
      'default_user_settings.security_groups',
      'domain_settings.security_group_ids',
    ],
    subnets: ['subnet_ids'],
  },
  aws_sagemaker_model: { groups: ['vpc_config.security_group_ids'], subnets: ['vpc_config.subnets'] },
  aws_sagemaker_notebook_instance: { groups: ['security_groups'], subnets: ['subnet_id'] },
  aws_sagemaker_user_profile: { groups: ['user_settings.security_groups'] },
  aws_sagemaker_workforce: {
    groups: ['workforce_vpc_config.security_group_ids'],
    subnets: ['workforce_vpc_config.subnets'],
  },
  aws_scheduler_schedule: {
    groups: ['target.ecs_parameters.network_configuration.security_groups'],
    subnets: ['target.ecs_parameters.network_configuration.subnets'],
    public: ['target.ecs_parameters.network_configuration.assign_public_ip'],
  },
  aws_spot_fleet_request: {
    groups: ['launch_specification.vpc_security_group_ids'],
    subnets: ['launch_specification.subnet_id', 'launch_template_config.overrides.subnet_id'],
    public: ['launch_specification.associate_public_ip_address'],
  },
  aws_spot_instance_request: {
    groups: ['security_groups', 'vpc_security_group_ids'],
    subnets: ['subnet_id'],
    public: ['associate_public_ip_address'],
  },
  aws_synthetics_canary: { groups: ['vpc_config.security_group_ids'], subnets: ['vpc_config.subnet_ids'] },
  aws_timestreaminfluxdb_db_cluster: {
    groups: ['vpc_security_group_ids'],
    subnets: ['vpc_subnet_ids'],
    public: ['publicly_accessible'],
  },
  aws_timestreaminfluxdb_db_instance: {
    groups: ['vpc_security_group_ids'],
    subnets: ['vpc_subnet_ids'],
    public: ['publicly_accessible'],
  },
  aws_transfer_server: {
    groups: ['endpoint_details.security_group_ids'],
    subnets: ['endpoint_details.subnet_ids'],
  },
  aws_verifiedaccess_endpoint: {
    groups: ['security_group_ids'],
    subnets: ['cidr_options.subnet_ids', 'load_balancer_options.subnet_ids', 'rds_options.subnet_ids'],
  },
  aws_vpc_endpoint: {
    groups: ['security_group_ids'],
    subnets: ['subnet_ids', 'subnet_configuration.subnet_id'],
  },
  aws_vpc_security_group_vpc_association: { uses: ['security_group_id'] },
  aws_vpclattice_resource_gateway: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
  aws_vpclattice_service_network_vpc_association: { groups: ['security_group_ids'] },
  aws_workspaces_directory: {
    groups: ['workspace_creation_properties.custom_security_group_id'],
    subnets: ['subnet_ids'],
  },
  aws_workspacesweb_network_settings: { groups: ['security_group_ids'], subnets: ['subnet_ids'] },
};
