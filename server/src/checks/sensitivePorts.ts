/**
 * Ports that should not be open to strangers: one table of data. A port is here because what usually listens on it
 * gives a shell, holds data, steers a cluster or was never meant to leave a network.
 */

import type { TrafficSet } from '../packets/trafficSet';
import { containsTraffic } from '../packets/trafficSet';
import { TCP, UDP } from '../packets/protocol';

export interface SensitivePort {
  readonly port: number;
  readonly protocol: typeof TCP | typeof UDP;
  /** Name for messages. */
  readonly service: string;
  /** What a stranger gains, as the rest of a sentence: "… gives a shell". */
  readonly why: string;
  /** True where applications of one's own are as usual on the port as the service named: warned of, not refused. */
  readonly common: boolean;
}

type Row = readonly [
  ports: readonly number[],
  protocol: 'tcp' | 'udp' | 'both',
  service: string,
  why: string,
];

const SHELL = 'gives control of the machine to whoever guesses or steals a password';
const PLAIN = 'sends passwords in plain text';
const DATA = 'holds data';
const OPEN_DATA = 'holds data, and often asks for no password';
const CLUSTER = 'steers a cluster';
const AMPLIFIES = 'is abused to amplify attacks on others';
const FILES = 'shares files';
const OWN = 'is usually a tool or an application without its own protection';

const ROWS: readonly Row[] = [
  [[20, 21], 'tcp', 'ftp', PLAIN],
  [[22], 'tcp', 'ssh', SHELL],
  [[23], 'tcp', 'telnet', PLAIN],
  [[25], 'tcp', 'smtp', 'relays mail'],
  [[69], 'udp', 'tftp', 'shares files without a password'],
  [[110], 'tcp', 'pop3', PLAIN],
  [[111], 'both', 'rpcbind', AMPLIFIES],
  [[123], 'udp', 'ntp', AMPLIFIES],
  [[135], 'tcp', 'msrpc', 'administers Windows'],
  [[137, 138], 'udp', 'netbios', FILES],
  [[139], 'tcp', 'netbios', FILES],
  [[161], 'udp', 'snmp', 'tells about the network, and amplifies attacks'],
  [[389], 'both', 'ldap', 'tells about every account'],
  [[636], 'tcp', 'ldaps', 'tells about every account'],
  [[445], 'tcp', 'smb', FILES],
  [[512, 513, 514], 'tcp', 'rexec, rlogin, rsh', SHELL],
  [[873], 'tcp', 'rsync', FILES],
  [[1433], 'tcp', 'sql server', DATA],
  [[1434], 'both', 'sql server browser', DATA],
  [[1521, 2483, 2484], 'tcp', 'oracle', DATA],
  [[2049], 'both', 'nfs', FILES],
  [[2375, 2376], 'tcp', 'docker', 'gives root on the host'],
  [[2379, 2380], 'tcp', 'etcd', CLUSTER],
  [[3000], 'tcp', 'development server', OWN],
  [[3020], 'tcp', 'cifs', FILES],
  [[3306], 'tcp', 'mysql', DATA],
  [[3389], 'both', 'rdp', SHELL],
  [[4505, 4506], 'tcp', 'salt', 'runs commands on every machine it manages'],
  [[5000], 'tcp', 'development server', OWN],
  [[5432], 'tcp', 'postgres', DATA],
  [[5500, 5800, 5900], 'tcp', 'vnc', SHELL],
  [[5601], 'tcp', 'kibana', OPEN_DATA],
  [[5672], 'tcp', 'amqp', 'carries the messages of applications'],
  [[5985, 5986], 'tcp', 'winrm', SHELL],
  [[6379], 'tcp', 'redis', OPEN_DATA],
  [[6443], 'tcp', 'kubernetes api', CLUSTER],
  [[7001, 7199, 9160], 'tcp', 'cassandra', OPEN_DATA],
  [[61620, 61621], 'tcp', 'cassandra opscenter', CLUSTER],
  [[8000, 8080, 8443, 8888], 'tcp', 'http alternative', OWN],
  [[8020, 50_070], 'tcp', 'hadoop', OPEN_DATA],
  [[8140], 'tcp', 'puppet', 'runs commands on every machine it manages'],
  [[8200], 'tcp', 'vault', 'holds secrets'],
  [[8500], 'tcp', 'consul', CLUSTER],
  [[9000], 'tcp', 'management console', OWN],
  [[9042], 'tcp', 'cassandra', OPEN_DATA],
  [[9090], 'tcp', 'prometheus', 'tells about every machine it watches'],
  [[9092], 'tcp', 'kafka', 'carries the messages of applications'],
  [[9200, 9300], 'tcp', 'elasticsearch', OPEN_DATA],
  [[10_250, 10_255], 'tcp', 'kubelet', CLUSTER],
  [[11_211, 11_214, 11_215], 'both', 'memcached', OPEN_DATA],
  [[15_672], 'tcp', 'rabbitmq management', CLUSTER],
  [[27_017, 27_018, 27_019], 'tcp', 'mongodb', OPEN_DATA],
  [[50_000], 'tcp', 'db2 or jenkins agent', DATA],
];

/** In the order of protocol and port. */
const SENSITIVE_PORTS: readonly SensitivePort[] = ROWS.flatMap(([ports, protocol, service, why]) =>
  ports.flatMap((port): SensitivePort[] => {
    const row = { port, service, why, common: why === OWN };
    const tcp: SensitivePort = { ...row, protocol: TCP };
    const udp: SensitivePort = { ...row, protocol: UDP };
    return protocol === 'tcp' ? [tcp] : protocol === 'udp' ? [udp] : [tcp, udp];
  }),
).sort((a, b) => a.protocol - b.protocol || a.port - b.port);

/** The sensitive ports of a set of traffic, in the table's order. */
export function sensitivePortsOf(traffic: TrafficSet): readonly SensitivePort[] {
  return SENSITIVE_PORTS.filter(({ protocol, port }) => containsTraffic(traffic, protocol, port));
}
