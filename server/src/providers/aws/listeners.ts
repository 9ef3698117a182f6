/**
 * What AWS resources listen on: from their port arguments, or from the defaults of their engines. A resource that is not
 * here, or whose port is known only after apply, has no service that can be told.
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Known, Service } from '../../network/model';
import { TCP, UDP } from '../../packets/protocol';
import { bodyArguments } from '../arguments';
import { listedElements, readNumber, readSwitch, readText } from '../reading';

type Listener = (resource: EvaluatedResource) => readonly Service[];

interface Port {
  readonly port: number;
  readonly name: string;
}

const postgres: Port = { port: 5432, name: 'postgres' };
const mysql: Port = { port: 3306, name: 'mysql' };
const redis: Port = { port: 6379, name: 'redis' };
const memcached: Port = { port: 11_211, name: 'memcached' };
const mongodb: Port = { port: 27_017, name: 'mongodb' };
const sqlServer: Port = { port: 1433, name: 'sql server' };
const redshift: Port = { port: 5439, name: 'redshift' };
const https: Port = { port: 443, name: 'https' };

/**
 * Default ports of database engines (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html,
 * Port). Db2 has none that RDS names.
 */
function databasePort(engine: string): Port | undefined {
  if (/^(?:postgres|aurora-postgresql)$/.test(engine)) return postgres;
  if (/^(?:mysql|mariadb|aurora|aurora-mysql)$/.test(engine)) return mysql;
  if (/^(?:custom-)?oracle-/.test(engine)) return { port: 1521, name: 'oracle' };
  if (/^(?:custom-)?sqlserver-/.test(engine)) return sqlServer;
  // Clusters of these engines are made by aws_rds_cluster too.
  if (engine === 'neptune') return { port: 8182, name: 'neptune' };
  return engine === 'docdb' ? mongodb : undefined;
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html, Port and Engine */
function cachePort(engine: string): Port | undefined {
  if (engine === 'redis' || engine === 'valkey') return redis;
  return engine === 'memcached' ? memcached : undefined;
}

/** The port that `argument` names, else the default; nothing where either is not known. */
function portOrDefault(argument: string, fallback: (engine: Known<string>) => Port | undefined): Listener {
  return ({ body }) => {
    const port = readNumber(body.argument(argument)?.value);
    if (port.kind === 'unknown') return [];
    const known = fallback(readText(body.argument('engine')?.value));
    if (port.kind === 'absent') return known === undefined ? [] : [tcp(known)];
    const number = port.value.integer;
    if (number === undefined || number < 0 || number > 65_535) return [];
    return [{ protocol: TCP, port: number, name: known?.name }];
  };
}

function byEngine(ports: (engine: string) => Port | undefined, missing?: Port) {
  return (engine: Known<string>): Port | undefined =>
    engine.kind === 'known' ? ports(engine.value) : engine.kind === 'absent' ? missing : undefined;
}

function fixed(...ports: readonly Port[]): Listener {
  const services = ports.map(tcp);
  return () => services;
}

function tcp({ port, name }: Port): Service {
  return { protocol: TCP, port, name };
}

const listeners: ReadonlyMap<string, Listener> = new Map<string, Listener>([
  ['aws_db_instance', portOrDefault('port', byEngine(databasePort))],
  ['aws_rds_cluster', portOrDefault('port', byEngine(databasePort))],
  ['aws_db_proxy', proxyListener],
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBCluster.html
  ['aws_docdb_cluster', portOrDefault('port', () => mongodb)],
  ['aws_docdbelastic_cluster', fixed(mongodb)],
  // https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
  ['aws_neptune_cluster', portOrDefault('port', () => ({ port: 8182, name: 'neptune' }))],
  ['aws_elasticache_cluster', portOrDefault('port', byEngine(cachePort, undefined))],
  ['aws_elasticache_replication_group', portOrDefault('port', () => redis)],
  // Readers of a serverless cache have the next port: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/set-up.html
  ['aws_elasticache_serverless_cache', serverlessCacheListener],
  // https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html
  ['aws_memorydb_cluster', portOrDefault('port', () => redis)],
  ['aws_dax_cluster', daxListener],
  // https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html
  ['aws_redshift_cluster', portOrDefault('port', () => redshift)],
  ['aws_redshiftserverless_workgroup', portOrDefault('port', () => redshift)],
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
  ['aws_opensearch_domain', fixed(https)],
  ['aws_opensearch_vpc_endpoint', fixed(https)],
  ['aws_opensearchserverless_vpc_endpoint', fixed(https)],
  ['aws_elasticsearch_domain', fixed(https)],
  ['aws_elasticsearch_vpc_endpoint', fixed(https)],
  // https://docs.aws.amazon.com/efs/latest/ug/network-access.html
  ['aws_efs_mount_target', fixed({ port: 2049, name: 'nfs' })],
  // https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limit-access-security-groups.html
  ['aws_fsx_openzfs_file_system', fixed({ port: 2049, name: 'nfs' })],
  // https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html
  ['aws_fsx_windows_file_system', fixed({ port: 445, name: 'smb' })],
  // https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html
  ['aws_fsx_lustre_file_system', fixed({ port: 988, name: 'lustre' })],
  // https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
  ['aws_eks_cluster', fixed(https)],
  ['aws_mq_broker', brokerListener],
  ['aws_msk_cluster', kafkaListener],
  // "IAM access control" is the only one: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
  ['aws_msk_serverless_cluster', fixed({ port: 9098, name: 'kafka' })],
  ['aws_route53_resolver_endpoint', resolverListener],
  ['aws_transfer_server', transferListener],
  ['aws_vpc_endpoint', endpointListener],
  // https://docs.aws.amazon.com/timestream/latest/ts-influxdb/API_CreateDbInstance.html, port
  ['aws_timestreaminfluxdb_db_instance', portOrDefault('port', () => ({ port: 8086, name: 'influxdb' }))],
  ['aws_timestreaminfluxdb_db_cluster', portOrDefault('port', () => ({ port: 8086, name: 'influxdb' }))],
]);

/** What the resource listens on; empty where that is not known. */
export function servicesOf(resource: EvaluatedResource): readonly Service[] {
  return listeners.get(resource.address.type)?.(resource) ?? [];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_proxy#engine_family */
function proxyListener({ body }: EvaluatedResource): readonly Service[] {
  const family = readText(body.argument('engine_family')?.value);
  if (family.kind !== 'known') return [];
  const ports = new Map([
    ['MYSQL', mysql],
    ['POSTGRESQL', postgres],
    ['SQLSERVER', sqlServer],
  ]);
  const port = ports.get(family.value);
  return port === undefined ? [] : [tcp(port)];
}

function serverlessCacheListener({ body }: EvaluatedResource): readonly Service[] {
  const engine = readText(body.argument('engine')?.value);
  const port = engine.kind === 'known' ? cachePort(engine.value) : undefined;
  return port === undefined ? [] : [tcp(port), tcp({ ...port, port: port.port + 1 })];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html */
function daxListener({ body }: EvaluatedResource): readonly Service[] {
  const encryption = readText(body.argument('cluster_endpoint_encryption_type')?.value);
  if (encryption.kind === 'unknown') return [];
  const tls = encryption.kind === 'known' && encryption.value === 'TLS';
  return [tcp({ port: tls ? 9111 : 8111, name: 'dax' })];
}

/** https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/best-practices-activemq.html and …-rabbitmq.html */
function brokerListener({ body }: EvaluatedResource): readonly Service[] {
  const engine = readText(body.argument('engine_type')?.value);
  if (engine.kind !== 'known') return [];
  switch (engine.value.toLowerCase()) {
    case 'activemq':
      return [
        tcp({ port: 61_617, name: 'openwire' }),
        tcp({ port: 5671, name: 'amqps' }),
        tcp({ port: 61_614, name: 'stomp' }),
        tcp({ port: 8883, name: 'mqtt' }),
        tcp({ port: 61_619, name: 'websocket' }),
        tcp({ port: 8162, name: 'console' }),
      ];
    case 'rabbitmq':
      return [tcp({ port: 5671, name: 'amqps' }), tcp(https)];
    default:
      return [];
  }
}

/**
 * Kafka has a port per way of authentication (https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html):
 * 9092 in plain text, 9094 with TLS, 9096 with SASL/SCRAM, 9098 with IAM. Without `client_broker` it is TLS
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/msk_cluster).
 */
function kafkaListener({ body }: EvaluatedResource): readonly Service[] {
  const source = bodyArguments(body);
  const transit = source
    .nested('encryption_info')
    .items.flatMap((item) => item.arguments.nested('encryption_in_transit').items);
  const client = readText(transit[0]?.arguments.argument('client_broker')?.value);
  if (client.kind === 'unknown') return [];
  const mode = client.kind === 'known' ? client.value : 'TLS';
  const sasl = source
    .nested('client_authentication')
    .items.flatMap((item) => item.arguments.nested('sasl').items);
  const uses = (name: string): boolean =>
    sasl.some((item) => {
      const setting = readSwitch(item.arguments.argument(name)?.value);
      return setting.kind === 'known' && setting.value;
    });
  const ports: number[] = [];
  if (mode !== 'TLS') ports.push(9092);
  if (mode !== 'PLAINTEXT') ports.push(9094);
  if (uses('scram')) ports.push(9096);
  if (uses('iam')) ports.push(9098);
  return ports.map((port) => tcp({ port, name: 'kafka' }));
}

/** Only an inbound endpoint is asked: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html */
function resolverListener({ body }: EvaluatedResource): readonly Service[] {
  const direction = readText(body.argument('direction')?.value);
  if (direction.kind !== 'known' || direction.value !== 'INBOUND') return [];
  return [TCP, UDP].map((protocol) => ({ protocol, port: 53, name: 'dns' }));
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/transfer_server#protocols, default SFTP */
function transferListener({ body }: EvaluatedResource): readonly Service[] {
  const { elements, rest } = listedElements(body.argument('protocols')?.value);
  if (rest !== undefined) return [];
  const names = elements.map(({ value }) => readText(value)).filter((text) => text.kind === 'known');
  const protocols = names.length === 0 ? ['SFTP'] : names.map(({ value }) => value);
  const ports = new Map<string, Port>([
    ['SFTP', { port: 22, name: 'sftp' }],
    ['FTP', { port: 21, name: 'ftp' }],
    ['FTPS', { port: 21, name: 'ftps' }],
    ['AS2', { port: 5080, name: 'as2' }],
  ]);
  return protocols.flatMap((protocol) => {
    const port = ports.get(protocol);
    return port === undefined ? [] : [tcp(port)];
  });
}

/**
 * Endpoints of AWS services speak HTTPS (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html,
 * "the security group must allow inbound HTTPS"); what somebody else's service speaks is not known here.
 */
function endpointListener({ body }: EvaluatedResource): readonly Service[] {
  const name = readText(body.argument('service_name')?.value);
  if (name.kind !== 'known' || !/^(?:com\.amazonaws|aws)\./.test(name.value)) return [];
  return name.value.includes('.vpce-svc-') ? [] : [tcp(https)];
}
