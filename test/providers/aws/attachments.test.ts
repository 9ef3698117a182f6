import assert from 'node:assert/strict';
import type { Attachment, Service } from '../../../server/src/network/model';
import { attachmentPaths } from '../../../server/src/providers/aws/attachmentPaths';
import { isNetworkResource } from '../../../server/src/providers/adapter';
import { networkOf, referenceText } from '../networkOf';

const groups = (attachment: Attachment): string[] =>
  attachment.groups.map(
    ({ group, certainty }) => `${certainty === 'possible' ? 'may ' : ''}${referenceText(group)}`,
  );

const prelude = `
variable "open" { type = bool }
variable "any" {}
resource "aws_security_group" "a" { name = "a" }
resource "aws_security_group" "b" {}
resource "aws_subnet" "one" { cidr_block = "10.0.1.0/24" }
`;

/** The attachment that a resource with these arguments and group `a` is. */
function attachment(type: string, args: string, groupArgument = 'vpc_security_group_ids'): Attachment {
  return networkOf(`${prelude}
resource "${type}" "x" {
  ${groupArgument} = [aws_security_group.a.id]
  ${args.replaceAll(', ', '\n  ')}
}`).attachment(`${type}.x`);
}

const ports = (services: readonly Service[]): number[] => services.map(({ port }) => port);

describe('resources that carry security groups', () => {
  it('are attachments with a label, their groups and where these are written', () => {
    const { attachment: find, text } = networkOf(`${prelude}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.one.id
  vpc_security_group_ids = [aws_security_group.a.id, aws_security_group.b.id, "sg-0123456789abcdef0"]
}`);
    const web = find('aws_instance.web');
    assert.equal(web.label, 'instance');
    assert.deepEqual(groups(web), ['aws_security_group.a', 'aws_security_group.b', 'sg-0123456789abcdef0']);
    assert.deepEqual(web.subnets.map(referenceText), ['aws_subnet.one']);
    assert.equal(text(web.groups[0]!.origin), 'aws_security_group.a.id');
  });

  it('are found inside blocks, dynamic blocks and objects', () => {
    const { attachment: find } = networkOf(`${prelude}
resource "aws_lambda_function" "f" {
  vpc_config {
    security_group_ids = [aws_security_group.a.id]
    subnet_ids         = aws_subnet.one[*].id
  }
}
resource "aws_lambda_function" "g" {
  dynamic "vpc_config" {
    for_each = var.any
    content {
      security_group_ids = [aws_security_group.a.id]
    }
  }
}
resource "aws_prometheus_scraper" "s" {
  source {
    eks {
      security_group_ids = [aws_security_group.b.id]
    }
  }
}
resource "aws_opensearchserverless_vpc_endpoint" "o" { security_group_ids = [aws_security_group.b.id] }
resource "aws_ecs_service" "s" {
  network_configuration = { security_groups = [aws_security_group.b.id] }
}`);
    assert.deepEqual(groups(find('aws_lambda_function.f')), ['aws_security_group.a']);
    assert.deepEqual(find('aws_lambda_function.f').subnets.map(referenceText), ['aws_subnet.one']);
    assert.deepEqual(groups(find('aws_lambda_function.g')), ['may aws_security_group.a']);
    assert.deepEqual(groups(find('aws_prometheus_scraper.s')), ['aws_security_group.b']);
    assert.deepEqual(groups(find('aws_ecs_service.s')), ['aws_security_group.b']);
  });

  it('carry a group only possibly when a condition is not known, or the list is not', () => {
    const { attachment: find } = networkOf(`${prelude}
resource "aws_instance" "one" {
  vpc_security_group_ids = var.open ? [aws_security_group.a.id, aws_security_group.b.id] : [aws_security_group.a.id]
}
resource "aws_instance" "two" { vpc_security_group_ids = var.any }`);
    assert.deepEqual(groups(find('aws_instance.one')), ['aws_security_group.a', 'may aws_security_group.b']);
    assert.deepEqual(groups(find('aws_instance.two')), ['may unknown: var.any has no value here']);
  });

  it('carry the default group without one where it is known in which VPC they are', () => {
    const { model } = networkOf(`
resource "aws_instance" "a" {}
resource "aws_instance" "b" { vpc_security_group_ids = [] }
resource "aws_lambda_function" "c" {}
resource "aws_db_instance" "d" {}
resource "aws_db_instance" "e" { db_subnet_group_name = "other" }
resource "aws_db_instance" "f" { replicate_source_db = aws_db_instance.d.identifier }
resource "aws_rds_cluster" "g" {}`);
    const placed = ['aws_instance.a', 'aws_instance.b', 'aws_db_instance.d', 'aws_rds_cluster.g'];
    const attachments = [...model.attachments.values()].filter(({ network }) => network !== undefined);
    assert.deepEqual(
      attachments.map(({ address }) => address),
      placed,
    );
    for (const each of model.attachments.values()) assert.deepEqual(groups(each), []);
  });

  // .../docs/resources/instance#security_groups: names in the default VPC, ids elsewhere
  it('take names where the provider does, as long as these lead to a group', () => {
    const { attachment: find } = networkOf(`
resource "aws_security_group" "generated" { name_prefix = "x" }
resource "aws_instance" "a" { security_groups = [aws_security_group.generated.name] }
resource "aws_instance" "b" { security_groups = ["web"] }
resource "aws_instance" "c" { vpc_security_group_ids = [aws_security_group.generated.name] }`);
    assert.deepEqual(groups(find('aws_instance.a')), ['aws_security_group.generated']);
    assert.deepEqual(groups(find('aws_instance.b')), ['unknown: "web" is not the id of a security group']);
    assert.deepEqual(groups(find('aws_instance.c')), [
      'unknown: aws_security_group.generated.name is not the id of a security group',
    ]);
  });

  // .../docs/resources/datasync_agent#security_group_arns
  it('take ARNs where the provider does', () => {
    const { attachment: find } = networkOf(`${prelude}
resource "aws_datasync_agent" "a" {
  security_group_arns = [
    aws_security_group.a.arn,
    "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0123456789abcdef0",
    aws_security_group.b.id,
  ]
}`);
    assert.deepEqual(groups(find('aws_datasync_agent.a')), [
      'aws_security_group.a',
      'sg-0123456789abcdef0',
      'unknown: aws_security_group.b.id is not the ARN of a security group',
    ]);
  });

  it('are only possible for templates, which nothing may use', () => {
    const template = attachment('aws_launch_template', '');
    assert.equal(template.certainty, 'possible');
    assert.equal(template.label, 'launch template');
    assert.equal(attachment('aws_instance', '').certainty, 'certain');
  });

  it('have a label made of their type where nobody chose one', () => {
    for (const type of Object.keys(attachmentPaths)) assert.ok(isNetworkResource('managed', type), type);
    assert.equal(isNetworkResource('managed', 'aws_s3_bucket'), false);
    assert.equal(isNetworkResource('data', 'aws_instance'), true);
    assert.equal(isNetworkResource('data', 'aws_ami'), false);
    assert.equal(isNetworkResource('managed', 'constructor'), false);
  });
});

describe('the table of resource types', () => {
  it('holds no switch and no rule: each path leads to groups', () => {
    const paths = Object.values(attachmentPaths).flatMap((each) => [
      ...(each.groups ?? []),
      ...(each.uses ?? []),
    ]);
    for (const path of paths) {
      assert.match(path, /security_?groups?(?:_ids?|s_ids|_id_list|_arns|_names|_memberships)?$/, path);
    }
    assert.equal(Object.hasOwn(attachmentPaths, 'aws_security_group_rule'), false);
    assert.equal(Object.hasOwn(attachmentPaths, 'aws_ec2_transit_gateway'), false);
  });
});

describe('resources that name groups without carrying them', () => {
  it('use them', () => {
    const { parts, model } = networkOf(`${prelude}
resource "aws_eks_node_group" "n" {
  remote_access {
    source_security_group_ids = [aws_security_group.a.id]
  }
}`);
    assert.equal(model.attachments.size, 0);
    assert.deepEqual(
      parts.flatMap((part) => (part.kind === 'group-use' ? [[part.address, referenceText(part.group)]] : [])),
      [['aws_eks_node_group.n', 'aws_security_group.a']],
    );
  });
});

describe('groups added by a resource of their own', () => {
  // .../docs/resources/network_interface_sg_attachment
  it('join those that the interface or the instance carries', () => {
    const { attachment: find, model } = networkOf(`${prelude}
resource "aws_instance" "web" { vpc_security_group_ids = [aws_security_group.a.id] }
resource "aws_network_interface" "eni" { security_groups = [aws_security_group.a.id] }
resource "aws_network_interface_sg_attachment" "x" {
  security_group_id    = aws_security_group.b.id
  network_interface_id = aws_instance.web.primary_network_interface_id
}
resource "aws_network_interface_sg_attachment" "y" {
  security_group_id    = aws_security_group.b.id
  network_interface_id = aws_network_interface.eni.id
}`);
    for (const address of ['aws_instance.web', 'aws_network_interface.eni']) {
      assert.deepEqual(groups(find(address)), ['aws_security_group.a', 'aws_security_group.b'], address);
    }
    assert.equal(model.attachments.size, 2);
  });

  it('stand for themselves where what they are added to is not in sight', () => {
    const { attachment: find } = networkOf(`${prelude}
resource "aws_network_interface_sg_attachment" "x" {
  security_group_id    = aws_security_group.b.id
  network_interface_id = "eni-0123456789abcdef0"
}
resource "aws_vpc_endpoint_security_group_association" "y" {
  security_group_id = aws_security_group.b.id
  vpc_endpoint_id   = var.any
}`);
    assert.deepEqual(groups(find('aws_network_interface_sg_attachment.x')), ['aws_security_group.b']);
    assert.equal(find('aws_vpc_endpoint_security_group_association.y').label, 'VPC endpoint');
  });
});

describe('public addresses of attachments', () => {
  const isPublic = (type: string, args: string, groupArgument?: string): boolean | undefined =>
    attachment(type, args, groupArgument).public;

  // "internal: Defaults to false": .../docs/resources/lb
  it('are had by a load balancer that is not internal', () => {
    assert.equal(isPublic('aws_lb', '', 'security_groups'), true);
    assert.equal(isPublic('aws_lb', 'internal = false', 'security_groups'), true);
    assert.equal(isPublic('aws_lb', 'internal = true', 'security_groups'), false);
    assert.equal(isPublic('aws_lb', 'internal = var.open', 'security_groups'), undefined);
    assert.equal(isPublic('aws_lb', 'internal = null', 'security_groups'), true);
  });

  // "Default is false": .../docs/resources/db_instance#publicly_accessible
  it('are had by a database that asks for one', () => {
    assert.equal(isPublic('aws_db_instance', ''), false);
    assert.equal(isPublic('aws_db_instance', 'publicly_accessible = true'), true);
    assert.equal(isPublic('aws_db_instance', 'publicly_accessible = var.open'), undefined);
  });

  // The subnet decides (map_public_ip_on_launch): .../docs/resources/instance#associate_public_ip_address
  it('are not known for an instance that says nothing', () => {
    assert.equal(isPublic('aws_instance', ''), undefined);
    assert.equal(isPublic('aws_instance', 'associate_public_ip_address = true'), true);
    assert.equal(isPublic('aws_instance', 'associate_public_ip_address = false'), false);
  });

  // "Default false": .../docs/resources/ecs_service#assign_public_ip
  it('are had by tasks that are assigned one', () => {
    const service = (args: string): boolean | undefined =>
      networkOf(`${prelude}
resource "aws_ecs_service" "x" {
  network_configuration {
    security_groups = [aws_security_group.a.id]
    ${args}
  }
}`).attachment('aws_ecs_service.x').public;
    assert.equal(service(''), false);
    assert.equal(service('assign_public_ip = true'), true);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
  it('are never had by a function in a VPC', () => {
    const { attachment: find } = networkOf(`${prelude}
resource "aws_lambda_function" "f" {
  vpc_config { security_group_ids = [aws_security_group.a.id] }
}`);
    assert.equal(find('aws_lambda_function.f').public, false);
  });
});

describe('services of attachments', () => {
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, Port
  it('are the port of a database, or that of its engine', () => {
    const cases: [string, number[]][] = [
      ['engine = "postgres"', [5432]],
      ['engine = "mysql"', [3306]],
      ['engine = "mariadb"', [3306]],
      ['engine = "oracle-ee"', [1521]],
      ['engine = "sqlserver-web"', [1433]],
      ['engine = "postgres", port = 6000', [6000]],
      ['engine = "postgres", port = "6000"', [6000]],
      ['engine = "postgres", port = var.any', []],
      ['engine = var.any', []],
      ['replicate_source_db = "other"', []],
    ];
    for (const [args, expected] of cases) {
      assert.deepEqual(ports(attachment('aws_db_instance', args).services), expected, args);
    }
    assert.deepEqual(attachment('aws_db_instance', 'engine = "postgres"').services, [
      { protocol: 6, port: 5432, name: 'postgres' },
    ]);
    assert.deepEqual(ports(attachment('aws_rds_cluster', 'engine = "aurora-postgresql"').services), [5432]);
    assert.deepEqual(ports(attachment('aws_rds_cluster', 'engine = "aurora-mysql"').services), [3306]);
  });

  it('are the documented ports of caches, stores and file systems', () => {
    const cases: [string, string, string, number[]][] = [
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
      ['aws_elasticache_cluster', 'engine = "redis"', 'security_group_ids', [6379]],
      ['aws_elasticache_cluster', 'engine = "memcached"', 'security_group_ids', [11_211]],
      ['aws_elasticache_cluster', 'engine = "redis", port = 7000', 'security_group_ids', [7000]],
      ['aws_elasticache_replication_group', '', 'security_group_ids', [6379]],
      ['aws_elasticache_serverless_cache', 'engine = "valkey"', 'security_group_ids', [6379, 6380]],
      // https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html
      ['aws_memorydb_cluster', '', 'security_group_ids', [6379]],
      // https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html
      ['aws_redshift_cluster', '', 'vpc_security_group_ids', [5439]],
      ['aws_redshift_cluster', 'port = 5555', 'vpc_security_group_ids', [5555]],
      // https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBCluster.html
      ['aws_docdb_cluster', '', 'vpc_security_group_ids', [27_017]],
      // https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
      ['aws_neptune_cluster', '', 'vpc_security_group_ids', [8182]],
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html
      ['aws_dax_cluster', '', 'security_group_ids', [8111]],
      ['aws_dax_cluster', 'cluster_endpoint_encryption_type = "TLS"', 'security_group_ids', [9111]],
      // https://docs.aws.amazon.com/efs/latest/ug/network-access.html
      ['aws_efs_mount_target', '', 'security_groups', [2049]],
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_proxy#engine_family
      ['aws_db_proxy', 'engine_family = "POSTGRESQL"', 'vpc_security_group_ids', [5432]],
      ['aws_db_proxy', 'engine_family = var.any', 'vpc_security_group_ids', []],
      // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-basic-elements-broker.html
      ['aws_mq_broker', 'engine_type = "RabbitMQ"', 'security_groups', [5671, 443]],
      [
        'aws_mq_broker',
        'engine_type = "ActiveMQ"',
        'security_groups',
        [61_617, 5671, 61_614, 8883, 61_619, 8162],
      ],
      // https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
      ['aws_vpc_endpoint', 'service_name = "com.amazonaws.eu-west-1.ssm"', 'security_group_ids', [443]],
      [
        'aws_vpc_endpoint',
        'service_name = "com.amazonaws.vpce.eu-west-1.vpce-svc-01"',
        'security_group_ids',
        [],
      ],
      // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html
      ['aws_route53_resolver_endpoint', 'direction = "INBOUND"', 'security_group_ids', [53, 53]],
      ['aws_route53_resolver_endpoint', 'direction = "OUTBOUND"', 'security_group_ids', []],
      ['aws_instance', '', 'vpc_security_group_ids', []],
    ];
    for (const [type, args, groupArgument, expected] of cases) {
      assert.deepEqual(ports(attachment(type, args, groupArgument).services), expected, `${type} ${args}`);
    }
  });

  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
  it('are HTTPS for a search domain', () => {
    const { attachment: find } = networkOf(`${prelude}
resource "aws_opensearch_domain" "x" {
  vpc_options { security_group_ids = [aws_security_group.a.id] }
}`);
    assert.deepEqual(ports(find('aws_opensearch_domain.x').services), [443]);
  });

  // https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
  it('are a port of Kafka for each way to authenticate', () => {
    const kafka = (args: string): number[] =>
      ports(
        networkOf(`${prelude}
resource "aws_msk_cluster" "x" {
  broker_node_group_info { security_groups = [aws_security_group.a.id] }
  ${args}
}`).attachment('aws_msk_cluster.x').services,
      );
    assert.deepEqual(kafka(''), [9094]);
    assert.deepEqual(
      kafka(`encryption_info {
        encryption_in_transit {
          client_broker = "TLS_PLAINTEXT"
        }
      }`),
      [9092, 9094],
    );
    assert.deepEqual(
      kafka(`client_authentication {
        sasl {
          iam   = true
          scram = true
        }
      }`),
      [9094, 9096, 9098],
    );
  });

  // .../docs/resources/transfer_server#protocols: the default is SFTP
  it('are what a transfer server speaks', () => {
    const transfer = (args: string): number[] =>
      ports(
        networkOf(`${prelude}
resource "aws_transfer_server" "x" {
  endpoint_details { security_group_ids = [aws_security_group.a.id] }
  ${args}
}`).attachment('aws_transfer_server.x').services,
      );
    assert.deepEqual(transfer(''), [22]);
    assert.deepEqual(transfer('protocols = ["FTPS", "AS2"]'), [21, 5080]);
    assert.deepEqual(transfer('protocols = var.any'), []);
  });
});
