/** Which types say something about ends of flows, beside those that only carry groups (attachments.ts). */

import type { ResourceAdapter } from '../adapter';
import {
  clientVpnSubnet,
  clusterInstance,
  endpointGroup,
  endpointSubnet,
  givenInterface,
  interfaceGroup,
} from './additions';
import { attachment } from './attachments';
import { listener, listenerRule, targetGroup } from './balancers';
import { classicBalancing } from './classicBalancer';
import { taskDefinition } from './containerPorts';
import { subnetGroup, subnetGroupTypes } from './presets';
import {
  classicAttachment,
  scalingAttachment,
  scalingTargets,
  serviceTargets,
  targetAttachment,
  trafficSource,
} from './targets';

/** Adapters by managed type. */
export const endpointAdapters: ReadonlyMap<string, ResourceAdapter> = new Map<string, ResourceAdapter>([
  ['aws_network_interface_sg_attachment', interfaceGroup],
  ['aws_vpc_endpoint_security_group_association', endpointGroup],
  ['aws_vpc_endpoint_subnet_association', endpointSubnet],
  ['aws_ec2_client_vpn_network_association', clientVpnSubnet],
  ['aws_rds_cluster_instance', clusterInstance],
  ['aws_neptune_cluster_instance', clusterInstance],
  ...Array.from(subnetGroupTypes, (type): [string, ResourceAdapter] => [type, subnetGroup]),
  ['aws_lb_listener', listener],
  ['aws_alb_listener', listener],
  ['aws_lb_listener_rule', listenerRule],
  ['aws_alb_listener_rule', listenerRule],
  ['aws_lb_target_group', targetGroup],
  ['aws_alb_target_group', targetGroup],
  ['aws_lb_target_group_attachment', targetAttachment],
  ['aws_alb_target_group_attachment', targetAttachment],
  ['aws_instance', (resource) => [...attachment(resource), ...givenInterface(resource)]],
  ['aws_elb', (resource) => [...attachment(resource), ...classicBalancing(resource)]],
  ['aws_elb_attachment', classicAttachment],
  ['aws_autoscaling_group', (resource) => [...attachment(resource), ...scalingTargets(resource)]],
  ['aws_autoscaling_attachment', scalingAttachment],
  ['aws_autoscaling_traffic_source_attachment', trafficSource],
  ['aws_ecs_service', (resource) => [...attachment(resource), ...serviceTargets(resource)]],
  ['aws_ecs_task_set', (resource) => [...attachment(resource), ...serviceTargets(resource)]],
  ['aws_ecs_task_definition', taskDefinition],
]);
