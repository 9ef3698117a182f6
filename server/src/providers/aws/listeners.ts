/**
 * What AWS resources listen on: from their port arguments, or from the defaults of their engines. A resource that is not
 * here, or whose port is known only after apply, has no service that can be told.
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Known, Service } from '../../network/model';
import { serviceName } from '../../network/services';
import { TCP } from '../../packets/protocol';
import { bodyArguments } from '../arguments';
import { readNumber, readSwitch, readText } from '../reading';
import { brokerListener, kafkaListener } from './brokerListeners';
import { endpointListener, resolverListener, transferListener } from './endpointListeners';
import { argumentsAt } from './paths';
import { fixed, http, https, nfs, portRange, smb, ssh, tcp, udp, type Listener, type Port } from './ports';

const postgres: Port = { port: 5432, name: 'postgres' };
const mysql: Port = { port: 3306, name: 'mysql' };
const redis: Port = { port: 6379, name: 'redis' };
const memcached: Port = { port: 11_211, name: 'memcached' };
const mongodb: Port = { port: 27_017, name: 'mongodb' };
const sqlServer: Port = { port: 1433, name: 'sql server' };
const redshift: Port = { port: 5439, name: 'redshift' };

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

const lustre: readonly Port[] = [{ port: 988, name: 'lustre' }, ...portRange(1018, 1023, 'lustre')];

const openZfs: readonly Service[] = [
  { port: 111, name: 'rpcbind' },
  nfs,
  ...portRange(20_001, 20_003, 'nfs mount'),
].flatMap((port) => [tcp(port), udp(port)]);

/** https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/limit-access-security-groups.html */
const ontap: readonly Service[] = [
  ...[
    ssh,
    { port: 111, name: 'rpcbind' },
    { port: 135, name: 'msrpc' },
    { port: 139, name: 'netbios' },
    https,
    smb,
    { port: 635, name: 'nfs mount' },
    { port: 749, name: 'kerberos' },
    nfs,
    { port: 3260, name: 'iscsi' },
    { port: 4045, name: 'nfs lock' },
    { port: 4046, name: 'nfs status' },
    { port: 10_000, name: 'ndmp' },
    { port: 11_104, name: 'snapmirror' },
    { port: 11_105, name: 'snapmirror' },
  ].map(tcp),
  ...[
    { port: 111, name: 'rpcbind' },
    { port: 635, name: 'nfs mount' },
    nfs,
    { port: 4045, name: 'nfs lock' },
    { port: 4046, name: 'nfs status' },
  ].map(udp),
];

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
  // The default port of a cluster, which its endpoints share:
  // https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-cross-vpc.html
  ['aws_redshift_endpoint_access', fixed(redshift)],
  ['aws_redshiftserverless_endpoint_access', fixed(redshift)],
  ['aws_opensearch_domain', searchListener],
  ['aws_elasticsearch_domain', searchListener],
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc-interface-endpoints.html
  ['aws_opensearch_vpc_endpoint', fixed(https)],
  ['aws_opensearchserverless_vpc_endpoint', fixed(https)],
  ['aws_elasticsearch_vpc_endpoint', fixed(https)],
  // Ingestion over HTTPS: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/pipeline-security.html
  ['aws_osis_pipeline', fixed(https)],
  // https://docs.aws.amazon.com/efs/latest/ug/network-access.html
  ['aws_efs_mount_target', fixed(nfs)],
  // TCP and UDP, NFS and its mount ports: https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limit-access-security-groups.html
  ['aws_fsx_openzfs_file_system', () => openZfs],
  // SMB, and PowerShell for administration: https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html
  ['aws_fsx_windows_file_system', fixed(smb, { port: 5985, name: 'winrm' })],
  // The ports of Lustre: https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html
  ['aws_fsx_lustre_file_system', fixed(...lustre)],
  // https://docs.aws.amazon.com/fsx/latest/FileCacheGuide/limit-access-security-groups.html
  ['aws_fsx_file_cache', fixed(...lustre)],
  ['aws_fsx_ontap_file_system', () => ontap],
  // https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
  ['aws_eks_cluster', fixed(https)],
  ['aws_mq_broker', brokerListener],
  ['aws_msk_cluster', kafkaListener],
  // "IAM access control" is the only one: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
  ['aws_msk_serverless_cluster', fixed({ port: 9098, name: 'kafka' })],
  ['aws_route53_resolver_endpoint', resolverListener],
  ['aws_transfer_server', transferListener],
  ['aws_vpc_endpoint', endpointListener],
  // SSH to the development endpoint: https://docs.aws.amazon.com/glue/latest/dg/dev-endpoint.html
  ['aws_glue_dev_endpoint', fixed(ssh)],
  ['aws_ecs_express_gateway_service', containerListener],
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

/**
 * HTTPS, and HTTP unless the domain insists; "enforce_https: Defaults to true"
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/opensearch_domain).
 */
function searchListener({ body }: EvaluatedResource): readonly Service[] {
  const [found] = argumentsAt(bodyArguments(body), 'domain_endpoint_options.enforce_https');
  const enforced = readSwitch(found?.argument.value);
  return enforced.kind === 'known' && !enforced.value ? [tcp(https), tcp(http)] : [tcp(https)];
}

/** The port is 80 unless another is given (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExpressGatewayContainer.html) */
function containerListener({ body }: EvaluatedResource): readonly Service[] {
  const [found] = argumentsAt(bodyArguments(body), 'primary_container.container_port');
  const port = readNumber(found?.argument.value);
  if (port.kind === 'absent') return [tcp(http)];
  const integer = port.kind === 'known' ? port.value.integer : undefined;
  if (integer === undefined || integer < 0 || integer > 65_535) return [];
  return [{ protocol: TCP, port: integer, name: serviceName(TCP, integer) }];
}
