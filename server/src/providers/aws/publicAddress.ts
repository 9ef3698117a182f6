/**
 * Whether what carries groups has a public address, and whether anything can open a connection to it at all. Addresses
 * that other resources give (elastic addresses, instances of a cluster) are not in here.
 */

import type { EvaluatedArgument } from '../../evaluation/resource';
import type { Attachment } from '../../network/model';
import type { Arguments } from '../arguments';
import { readSwitch, readText } from '../reading';
import { argumentsAt } from './paths';

/**
 * Whether a thing has a public address when its switch is not set, or when it has no switch at all. What is not listed
 * depends on something else (the subnet, the version of the provider).
 */
const publicByDefault: ReadonlyMap<string, boolean> = new Map([
  // "internal: Defaults to false": https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
  ['aws_lb', true],
  ['aws_alb', true],
  // "By default, ELB creates an internet-facing load balancer":
  // https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html
  ['aws_elb', true],
  // "Default is false": https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
  ['aws_db_instance', false],
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/mq_broker#publicly_accessible
  ['aws_mq_broker', false],
  // "assign_public_ip: Default false": https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service
  ['aws_ecs_service', false],
  ['aws_ecs_task_set', false],
  ['aws_cloudwatch_event_target', false],
  ['aws_scheduler_schedule', false],
  // A function in a VPC has no public address: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
  ['aws_lambda_function', false],
  // Caches are reached from inside the VPC: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html
  ['aws_elasticache_cluster', false],
  ['aws_elasticache_replication_group', false],
  ['aws_elasticache_serverless_cache', false],
  // https://docs.aws.amazon.com/memorydb/latest/devguide/accessing-memorydb.html
  ['aws_memorydb_cluster', false],
  // Mount targets have addresses of their subnet: https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
  ['aws_efs_mount_target', false],
  // Clusters are VPC-only: https://docs.aws.amazon.com/documentdb/latest/developerguide/connect-from-outside-a-vpc.html
  ['aws_docdb_cluster', false],
  // "Private IP addresses": https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
  ['aws_vpc_endpoint', false],
  // A proxy is for the VPC alone: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
  ['aws_db_proxy', false],
  ['aws_db_proxy_endpoint', false],
  // The cluster's public API has addresses of AWS; its interfaces in the VPC have private ones:
  // https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
  ['aws_eks_cluster', false],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.create-cluster.console.create-subnet-group.html
  ['aws_dax_cluster', false],
  // Domains in a VPC have no address outside: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
  ['aws_opensearch_domain', false],
  ['aws_elasticsearch_domain', false],
  // https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html
  ['aws_msk_serverless_cluster', false],
  // An interface in the VPC, met by its private address: https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html
  ['aws_fsx_windows_file_system', false],
  ['aws_fsx_lustre_file_system', false],
  ['aws_fsx_openzfs_file_system', false],
  ['aws_fsx_ontap_file_system', false],
  ['aws_fsx_file_cache', false],
  // Its interfaces get no public addresses: https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
  ['aws_codebuild_project', false],
  // Addresses of the subnet: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html
  ['aws_route53_resolver_endpoint', false],
  // An interface made by itself gets a public address from an elastic one only:
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
  ['aws_network_interface', false],
]);

/**
 * Instances: "By default, … the subnet has an attribute that determines whether instances launched into it receive a
 * public IP address" (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html).
 */
const bySubnet: ReadonlySet<string> = new Set([
  'aws_instance',
  'aws_spot_instance_request',
  'aws_spot_fleet_request',
  'aws_launch_template',
  'aws_launch_configuration',
  'aws_autoscaling_group',
  'aws_ec2_fleet',
  // https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html, "public subnets"
  'aws_eks_node_group',
]);

/** The public address as far as the resource itself says. */
export function publicAddress(
  type: string,
  source: Arguments,
  paths: readonly string[],
): Pick<Attachment, 'public' | 'publicBySubnet'> {
  const special = specialSettings.get(type)?.(source);
  if (special !== undefined) return { public: special === 'unknown' ? undefined : special };
  let isSet = false;
  let result: boolean | undefined = publicByDefault.get(type);
  for (const path of paths) {
    for (const { argument, certainty } of argumentsAt(source, path)) {
      const setting = readPublicSwitch(argument);
      if (setting === 'absent') continue;
      isSet = true;
      // One switch that is on makes the address public.
      if (setting === 'unknown' || certainty === 'possible') result = undefined;
      else result = path.endsWith('internal') ? !setting : setting;
      if (result !== false) return { public: result };
    }
  }
  return bySubnet.has(type) && !isSet ? { public: undefined, publicBySubnet: true } : { public: result };
}

/** EventBridge Pipes write ENABLED and DISABLED where the others write true and false. */
function readPublicSwitch(argument: EvaluatedArgument): boolean | 'absent' | 'unknown' {
  const text = readText(argument.value);
  if (text.kind === 'known' && (text.value === 'ENABLED' || text.value === 'DISABLED')) {
    return text.value === 'ENABLED';
  }
  const setting = readSwitch(argument.value);
  return setting.kind === 'known' ? setting.value : setting.kind;
}

const specialSettings: ReadonlyMap<string, (source: Arguments) => boolean | 'unknown'> = new Map([
  // "DISABLED" or "SERVICE_PROVIDED_EIPS": https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html
  [
    'aws_msk_cluster',
    (source: Arguments) => {
      const path = 'broker_node_group_info.connectivity_info.public_access.type';
      for (const { argument, certainty } of argumentsAt(source, path)) {
        const text = readText(argument.value);
        if (text.kind === 'absent' || (text.kind === 'known' && text.value === 'DISABLED')) continue;
        return text.kind === 'known' && certainty === 'certain' ? true : 'unknown';
      }
      return false;
    },
  ],
  // Elastic addresses make the endpoint face the internet:
  // https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html
  [
    'aws_transfer_server',
    (source: Arguments) => {
      const [found] = argumentsAt(source, 'endpoint_details.address_allocation_ids');
      if (found === undefined || found.argument.value.kind === 'null') return false;
      const { value } = found.argument;
      if (value.kind === 'unknown' && value.elements === undefined) return 'unknown';
      const isEmpty =
        (value.kind === 'tuple' || value.kind === 'list' || value.kind === 'set') &&
        value.elements.length === 0;
      return isEmpty ? false : found.certainty === 'certain' ? true : 'unknown';
    },
  ],
]);

/**
 * Things that open connections and only answer, whatever the rules of their groups admit. What is not listed may receive.
 */
const onlyAnswers: ReadonlySet<string> = new Set([
  // Lambda blocks inbound network connections (https://aws.amazon.com/lambda/faqs/); a function is invoked through the
  // API, and its interfaces only lead out (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).
  'aws_lambda_function',
  // Canaries are functions: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_VPC.html
  'aws_synthetics_canary',
  // For outbound traffic only: https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html
  'aws_apprunner_vpc_connector',
  // From the gateway into the VPC: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
  'aws_apigatewayv2_vpc_link',
  // Its traffic "is allowed regardless of the inbound rules for the endpoint security group":
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html
  'aws_ec2_instance_connect_endpoint',
]);

export function receivesNothing(type: string, source: Arguments): boolean {
  if (onlyAnswers.has(type)) return true;
  // An outbound endpoint only asks: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html
  if (type !== 'aws_route53_resolver_endpoint') return false;
  const direction = readText(source.argument('direction')?.value);
  return direction.kind === 'known' && direction.value === 'OUTBOUND';
}
