/** Well-known ports of AWS services, for the tables of what listens where. */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Service } from '../../network/model';
import { TCP, UDP } from '../../packets/protocol';

/** What a resource of some type listens on; empty where that is not known. */
export type Listener = (resource: EvaluatedResource) => readonly Service[];

export interface Port {
  readonly port: number;
  readonly name: string;
}

export const https: Port = { port: 443, name: 'https' };
export const http: Port = { port: 80, name: 'http' };
export const nfs: Port = { port: 2049, name: 'nfs' };
export const smb: Port = { port: 445, name: 'smb' };
export const ssh: Port = { port: 22, name: 'ssh' };

export function tcp({ port, name }: Port): Service {
  return { protocol: TCP, port, name };
}

export function udp({ port, name }: Port): Service {
  return { protocol: UDP, port, name };
}

/** Each of the ports from the first to the last. */
export function portRange(first: number, last: number, name: string): readonly Port[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ port: first + index, name }));
}

/** A type that always listens on the same ports. */
export function fixed(...ports: readonly Port[]): Listener {
  const services = ports.map(tcp);
  return () => services;
}
