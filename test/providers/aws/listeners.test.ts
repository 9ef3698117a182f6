import assert from 'node:assert/strict';
import type { Attachment } from '../../../server/src/network/model';
import { attachmentPaths } from '../../../server/src/providers/aws/attachmentPaths';
import { containerPorts } from '../../../server/src/providers/aws/containerPorts';
import { networkOf } from '../networkOf';

function nested(path: string, value: string): string {
  const names = path.split('.');
  const last = names.pop() ?? '';
  return names.reduceRight((inner, name) => `${name} {\n${inner}\n}`, `${last} = ${value}`);
}

function attachment(type: string, args: string): Attachment {
  const path = attachmentPaths[type]?.groups?.[0] ?? '';
  const group = /(?:group|_id)$/.test(path) ? 'aws_security_group.a.id' : '[aws_security_group.a.id]';
  return networkOf(`
variable "any" {}
resource "aws_security_group" "a" {}
resource "${type}" "x" {
${nested(path, group)}
${args.replaceAll('; ', '\n')}
}`).attachment(`${type}.x`);
}

const services = (type: string, args: string): string =>
  attachment(type, args)
    .services.map(({ protocol, port }) => `${protocol === 17 ? 'udp' : 'tcp'}/${port}`)
    .join(' ');

const lustre = 'tcp/988 tcp/1018 tcp/1019 tcp/1020 tcp/1021 tcp/1022 tcp/1023';

/** Type, further arguments, what it listens on; each type that listens at all, with its vendor's page. */
const table: readonly (readonly [type: string, args: string, expected: string])[] = [
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, Port
  ['aws_db_instance', 'engine = "postgres"', 'tcp/5432'],
  ['aws_db_instance', 'engine = "sqlserver-ex"', 'tcp/1433'],
  ['aws_db_instance', 'engine = "custom-oracle-ee"', 'tcp/1521'],
  ['aws_db_instance', 'engine = "db2-se"', ''],
  ['aws_db_instance', 'engine = "db2-se"; port = 50000', 'tcp/50000'],
  ['aws_rds_cluster', 'engine = "aurora-mysql"', 'tcp/3306'],
  ['aws_rds_cluster', 'engine = "neptune"', 'tcp/8182'],
  ['aws_rds_cluster', 'engine = "aurora-postgresql"; port = 70000', ''],
  ['aws_db_proxy', 'engine_family = "MYSQL"', 'tcp/3306'],
  ['aws_db_proxy_endpoint', '', ''],
  ['aws_docdb_cluster', '', 'tcp/27017'],
  ['aws_docdbelastic_cluster', '', 'tcp/27017'],
  ['aws_neptune_cluster', 'port = 8183', 'tcp/8183'],
  ['aws_elasticache_cluster', 'engine = "memcached"', 'tcp/11211'],
  ['aws_elasticache_replication_group', '', 'tcp/6379'],
  ['aws_elasticache_serverless_cache', 'engine = "memcached"', 'tcp/11211 tcp/11212'],
  ['aws_memorydb_cluster', '', 'tcp/6379'],
  ['aws_dax_cluster', '', 'tcp/8111'],
  ['aws_redshift_cluster', '', 'tcp/5439'],
  ['aws_redshift_endpoint_access', '', 'tcp/5439'],
  ['aws_redshiftserverless_workgroup', 'port = 5440', 'tcp/5440'],
  ['aws_redshiftserverless_endpoint_access', '', 'tcp/5439'],
  ['aws_timestreaminfluxdb_db_instance', '', 'tcp/8086'],
  ['aws_timestreaminfluxdb_db_cluster', 'port = 8181', 'tcp/8181'],
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
  ['aws_opensearch_domain', '', 'tcp/443'],
  ['aws_opensearch_domain', 'domain_endpoint_options {; enforce_https = false; }', 'tcp/443 tcp/80'],
  ['aws_opensearch_domain', 'domain_endpoint_options {; enforce_https = var.any; }', 'tcp/443'],
  ['aws_elasticsearch_domain', '', 'tcp/443'],
  ['aws_opensearch_vpc_endpoint', '', 'tcp/443'],
  ['aws_elasticsearch_vpc_endpoint', '', 'tcp/443'],
  ['aws_opensearchserverless_vpc_endpoint', '', 'tcp/443'],
  ['aws_osis_pipeline', '', 'tcp/443'],
  // https://docs.aws.amazon.com/efs/latest/ug/network-access.html, https://docs.aws.amazon.com/fsx/latest/…/limit-access-security-groups.html
  ['aws_efs_mount_target', '', 'tcp/2049'],
  ['aws_fsx_windows_file_system', '', 'tcp/445 tcp/5985'],
  ['aws_fsx_lustre_file_system', '', lustre],
  ['aws_fsx_file_cache', '', lustre],
  [
    'aws_fsx_openzfs_file_system',
    '',
    'tcp/111 udp/111 tcp/2049 udp/2049 tcp/20001 udp/20001 tcp/20002 udp/20002 tcp/20003 udp/20003',
  ],
  [
    'aws_fsx_ontap_file_system',
    '',
    'tcp/22 tcp/111 tcp/135 tcp/139 tcp/443 tcp/445 tcp/635 tcp/749 tcp/2049 tcp/3260 tcp/4045 tcp/4046 ' +
      'tcp/10000 tcp/11104 tcp/11105 udp/111 udp/635 udp/2049 udp/4045 udp/4046',
  ],
  ['aws_eks_cluster', '', 'tcp/443'],
  ['aws_mq_broker', 'engine_type = "RabbitMQ"', 'tcp/5671 tcp/443'],
  // https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
  ['aws_msk_cluster', '', 'tcp/9094'],
  ['aws_msk_cluster', 'kafka_version = "3.6.0"', 'tcp/9094 tcp/2181 tcp/2182'],
  ['aws_msk_cluster', 'kafka_version = "3.7.x.kraft"', 'tcp/9094'],
  ['aws_msk_cluster', 'kafka_version = "4.0.x.kraft"', 'tcp/9094'],
  ['aws_msk_serverless_cluster', '', 'tcp/9098'],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html
  ['aws_route53_resolver_endpoint', 'direction = "INBOUND"', 'tcp/53 udp/53'],
  ['aws_route53_resolver_endpoint', 'direction = "INBOUND"; protocols = ["DoH"]', 'tcp/443'],
  [
    'aws_route53_resolver_endpoint',
    'direction = "INBOUND"; protocols = ["Do53", "DoH-FIPS"]',
    'tcp/53 udp/53 tcp/443',
  ],
  ['aws_route53_resolver_endpoint', 'direction = "OUTBOUND"', ''],
  ['aws_transfer_server', 'protocols = ["SFTP", "FTP"]', 'tcp/22 tcp/21'],
  // https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
  ['aws_vpc_endpoint', 'service_name = "com.amazonaws.eu-west-1.ecr.dkr"', 'tcp/443'],
  ['aws_vpc_endpoint', 'service_name = "com.amazonaws.eu-west-1.cassandra"', 'tcp/9142'],
  [
    'aws_vpc_endpoint',
    'service_name = "com.amazonaws.eu-west-1.email-smtp"',
    'tcp/25 tcp/465 tcp/587 tcp/2465 tcp/2587',
  ],
  ['aws_glue_dev_endpoint', '', 'tcp/22'],
  ['aws_ecs_express_gateway_service', '', 'tcp/80'],
  ['aws_ecs_express_gateway_service', 'primary_container {; container_port = 3000; }', 'tcp/3000'],
  ['aws_ecs_express_gateway_service', 'primary_container {; container_port = var.any; }', ''],
  ['aws_lambda_function', '', ''],
];

describe('what resources listen on', () => {
  it('is what their vendor documents', () => {
    for (const [type, args, expected] of table) {
      assert.equal(services(type, args), expected, `${type} ${args}`);
    }
  });

  it('is in the table above for every type that listens', () => {
    const tested = new Set(table.map(([type]) => type));
    for (const [type, { groups }] of Object.entries(attachmentPaths)) {
      if (groups === undefined || tested.has(type)) continue;
      if (type === 'aws_launch_template' || type === 'aws_launch_configuration') continue;
      assert.equal(services(type, ''), '', type);
    }
  });

  // https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html
  it('is also further ports of Kafka, and public, where public access is on', () => {
    const kafka = (type: string): Attachment =>
      networkOf(`
variable "any" {}
resource "aws_security_group" "a" {}
resource "aws_msk_cluster" "x" {
  broker_node_group_info {
    security_groups = [aws_security_group.a.id]
    connectivity_info {
      public_access { type = ${type} }
    }
  }
  client_authentication {
    sasl {
      iam   = true
      scram = true
    }
  }
}`).attachment('aws_msk_cluster.x');
    const ports = (type: string): number[] => kafka(type).services.map(({ port }) => port);
    assert.deepEqual(ports('"DISABLED"'), [9094, 9096, 9098]);
    assert.deepEqual(ports('"SERVICE_PROVIDED_EIPS"'), [9094, 9096, 9098, 9194, 9196, 9198]);
    assert.deepEqual(
      ['"DISABLED"', '"SERVICE_PROVIDED_EIPS"', 'var.any'].map((type) => kafka(type).public),
      [false, true, undefined],
    );
  });

  it('is what the containers of a task map, as far as the definition is text', () => {
    assert.deepEqual(containerPorts('[{"portMappings":[{"containerPort":53,"protocol":"udp"}]},{}]'), [
      { protocol: 17, port: 53, name: 'dns' },
    ]);
    for (const broken of [
      '',
      '{',
      'null',
      '3',
      '[null,3,"x",{"portMappings":{}}]',
      '[{"portMappings":[{"containerPort":-1}]}]',
    ]) {
      assert.deepEqual(containerPorts(broken), [], broken);
    }
  });
});

describe('what only answers', () => {
  it('is what nothing can open a connection to', () => {
    const receives = (type: string, args = ''): boolean => attachment(type, args).receives !== false;
    // https://aws.amazon.com/lambda/faqs/
    assert.equal(receives('aws_lambda_function'), false);
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html
    assert.equal(receives('aws_ec2_instance_connect_endpoint'), false);
    assert.equal(receives('aws_apprunner_vpc_connector'), false);
    assert.equal(receives('aws_apigatewayv2_vpc_link'), false);
    assert.equal(receives('aws_synthetics_canary'), false);
    assert.equal(receives('aws_route53_resolver_endpoint', 'direction = "OUTBOUND"'), false);
    assert.equal(receives('aws_route53_resolver_endpoint', 'direction = "INBOUND"'), true);
    assert.equal(receives('aws_route53_resolver_endpoint', 'direction = var.any'), true);
    assert.equal(receives('aws_instance'), true);
  });
});

describe('public addresses that no switch gives', () => {
  const isPublic = (type: string, args = ''): boolean | undefined => attachment(type, args).public;

  it('are never had by what is met in the VPC alone', () => {
    for (const type of ['aws_eks_cluster', 'aws_db_proxy', 'aws_efs_mount_target', 'aws_network_interface']) {
      assert.equal(isPublic(type), false, type);
    }
  });

  // https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html
  it('are had by a transfer server with elastic addresses', () => {
    const server = (args: string): boolean | undefined =>
      networkOf(`
variable "any" {}
resource "aws_security_group" "a" {}
resource "aws_eip" "e" {}
resource "aws_transfer_server" "x" {
  endpoint_details {
    security_group_ids = [aws_security_group.a.id]
    ${args}
  }
}`).attachment('aws_transfer_server.x').public;
    assert.equal(server(''), false);
    assert.equal(server('address_allocation_ids = []'), false);
    assert.equal(server('address_allocation_ids = [aws_eip.e.id]'), true);
    assert.equal(server('address_allocation_ids = var.any'), undefined);
  });

  it('are the choice of the subnet for instances', () => {
    for (const type of ['aws_instance', 'aws_spot_instance_request']) {
      const { public: known, publicBySubnet } = attachment(type, '');
      assert.deepEqual([known, publicBySubnet], [undefined, true], type);
    }
    assert.equal(
      attachment('aws_instance', 'associate_public_ip_address = var.any').publicBySubnet,
      undefined,
    );
    assert.equal(attachment('aws_db_instance', '').publicBySubnet, undefined);
  });
});
