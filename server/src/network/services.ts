/**
 * Names of the services that people know by their port, for messages. A label only: nothing is decided by it, and
 * which ports are sensitive is the business of the checks.
 */

import { describeTraffic } from '../packets/trafficText';
import type { TrafficSet } from '../packets/trafficSet';

/** A port that is known by a name. `protocol` is an IP protocol number. */
export interface KnownService {
  readonly protocol: number;
  readonly port: number;
  readonly name: string;
}

const TCP = 6;
const UDP = 17;

// Registered names (https://www.iana.org/assignments/service-names-port-numbers), except where the product that
// really listens there is better known than the registration.
const TCP_NAMES: readonly (readonly [port: number, name: string])[] = [
  [20, 'ftp-data'],
  [21, 'ftp'],
  [22, 'ssh'],
  [23, 'telnet'],
  [25, 'smtp'],
  [53, 'dns'],
  [80, 'http'],
  [88, 'kerberos'],
  [110, 'pop3'],
  [111, 'rpcbind'],
  [135, 'msrpc'],
  [139, 'netbios'],
  [143, 'imap'],
  [179, 'bgp'],
  [389, 'ldap'],
  [443, 'https'],
  [445, 'smb'],
  [465, 'smtps'],
  [514, 'rsh'],
  [587, 'submission'],
  [636, 'ldaps'],
  [873, 'rsync'],
  [993, 'imaps'],
  [995, 'pop3s'],
  [1433, 'sql server'],
  [1521, 'oracle'],
  [1883, 'mqtt'],
  [2049, 'nfs'],
  [2181, 'zookeeper'],
  [2375, 'docker'],
  [2376, 'docker tls'],
  [2379, 'etcd'],
  [2380, 'etcd peer'],
  [3000, 'grafana'],
  [3128, 'squid'],
  [3306, 'mysql'],
  [3389, 'rdp'],
  [5000, 'registry'],
  [5432, 'postgres'],
  [5439, 'redshift'],
  [5601, 'kibana'],
  [5671, 'amqps'],
  [5672, 'amqp'],
  [5900, 'vnc'],
  [5985, 'winrm'],
  [5986, 'winrm tls'],
  [6379, 'redis'],
  [6443, 'kubernetes'],
  [7001, 'cassandra'],
  [8080, 'http'],
  [8182, 'neptune'],
  [8200, 'vault'],
  [8443, 'https'],
  [8500, 'consul'],
  [8883, 'mqtt tls'],
  [9042, 'cassandra'],
  [9090, 'prometheus'],
  [9092, 'kafka'],
  [9094, 'kafka tls'],
  [9098, 'kafka iam'],
  [9200, 'elasticsearch'],
  [9300, 'elasticsearch peer'],
  [10250, 'kubelet'],
  [11211, 'memcached'],
  [15672, 'rabbitmq'],
  [27017, 'mongodb'],
];

const UDP_NAMES: readonly (readonly [port: number, name: string])[] = [
  [53, 'dns'],
  [67, 'dhcp'],
  [69, 'tftp'],
  [88, 'kerberos'],
  [123, 'ntp'],
  [161, 'snmp'],
  [389, 'ldap'],
  [443, 'quic'],
  [500, 'ike'],
  [514, 'syslog'],
  [1194, 'openvpn'],
  [2049, 'nfs'],
  [4500, 'ipsec'],
  [8125, 'statsd'],
  [11211, 'memcached'],
  [51820, 'wireguard'],
];

/** The table, TCP before UDP, ports ascending. */
const KNOWN_SERVICES: readonly KnownService[] = [
  ...TCP_NAMES.map(([port, name]) => ({ protocol: TCP, port, name })),
  ...UDP_NAMES.map(([port, name]) => ({ protocol: UDP, port, name })),
];

const names = new Map(KNOWN_SERVICES.map(({ protocol, port, name }) => [protocol * 65_536 + port, name]));

/** The usual name of what listens there; undefined for a port that is not widely known. */
export function serviceName(protocol: number, port: number): string | undefined {
  return names.get(protocol * 65_536 + port);
}

/** Traffic in words with the names of services: `tcp/5432 postgres, udp/53 dns`; `no traffic` for none. */
export function describeServices(traffic: TrafficSet): string {
  const phrases = describeTraffic(traffic).map(withService);
  return phrases.length === 0 ? 'no traffic' : phrases.join(', ');
}

function withService(phrase: string): string {
  const groups = /^(?<protocol>tcp|udp)\/(?<port>\d+)$/.exec(phrase)?.groups;
  if (groups === undefined) return phrase;
  const name = serviceName(groups.protocol === 'tcp' ? TCP : UDP, Number(groups.port));
  return name === undefined ? phrase : `${phrase} ${name}`;
}
