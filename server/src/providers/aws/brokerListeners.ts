/** What message brokers listen on: Amazon MQ and Kafka. */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Service } from '../../network/model';
import { bodyArguments, type Arguments } from '../arguments';
import { readSwitch, readText } from '../reading';
import { https, tcp } from './ports';
import { publicAddress } from './publicAddress';

/** https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/best-practices-activemq.html and …-rabbitmq.html */
export function brokerListener({ body }: EvaluatedResource): readonly Service[] {
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
export function kafkaListener({ body }: EvaluatedResource): readonly Service[] {
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
  const { public: isPublic } = publicAddress('aws_msk_cluster', source, []);
  // From outside, each way but plain text has a port that is 100 higher; "9194, 9196, 9198" (same page).
  const outside = isPublic === true ? ports.filter((port) => port !== 9092).map((port) => port + 100) : [];
  return [
    ...[...ports, ...outside].map((port) => tcp({ port, name: 'kafka' })),
    ...(hasZooKeeper(source) ? [2181, 2182].map((port) => tcp({ port, name: 'zookeeper' })) : []),
  ];
}

/**
 * ZooKeeper nodes are in the cluster's groups unless it runs in KRaft mode, whose versions end in "kraft", and which is the
 * only one from version 4 (https://docs.aws.amazon.com/msk/latest/developerguide/metadata-management.html).
 */
function hasZooKeeper(source: Arguments): boolean {
  const version = readText(source.argument('kafka_version')?.value);
  return version.kind === 'known' && /^[123]\./.test(version.value) && !version.value.endsWith('kraft');
}
