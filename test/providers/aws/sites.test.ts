import assert from 'node:assert/strict';
import { referenceId } from '../../../server/src/network/networkModel';
import { reach } from '../../../server/src/reachability/reach';
import { networkOf } from '../networkOf';

const group = (name: string, more = ''): string => `
resource "aws_security_group" "${name}" {
  ${more}
}`;

/** The network of each group, by the group's address. */
function networks(files: string | Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { model } = networkOf(files);
  return Object.fromEntries(
    Array.from(model.groups.values(), ({ address, network }) => [
      address,
      referenceId(network) ?? network.kind,
    ]),
  );
}

const west = 'provider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}\n';

describe('what names no VPC', () => {
  it('is in one with what the same configuration of the provider makes, and with no other', () => {
    const text = `${west}${group('a')}${group('b')}${group('c', 'provider = aws.west')}`;
    assert.deepEqual(networks(text), {
      'aws_security_group.a': 'default network of aws',
      'aws_security_group.b': 'default network of aws',
      'aws_security_group.c': 'default network of aws.west',
    });
  });

  it('is in the default VPC that the configuration adopts or looks up', () => {
    const text = `${group('a')}
resource "aws_default_vpc" "main" {}
data "aws_vpc" "default" { default = true }
${group('b', 'vpc_id = data.aws_vpc.default.id')}
${group('c', 'vpc_id = aws_default_vpc.main.id')}`;
    assert.deepEqual(new Set(Object.values(networks(text))), new Set(['aws_default_vpc.main']));
    const lookedUp = `${group('a')}\ndata "aws_vpc" "default" { default = true }`;
    assert.deepEqual(networks(lookedUp), { 'aws_security_group.a': 'data.aws_vpc.default' });
  });

  it('is in the default VPC of the region that the resource says itself', () => {
    const text = `${group('a', 'region = "eu-west-1"')}${group('b', 'region = var.region')}
variable "region" {}`;
    assert.deepEqual(networks(text), {
      'aws_security_group.a': 'default network of aws in eu-west-1',
      'aws_security_group.b': 'unknown',
    });
  });

  it('is in one VPC under two configurations with the same account and region', () => {
    const text = `
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}
provider "aws" {
  alias  = "role"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/terraform"
  }
}
${group('a')}${group('b', 'provider = aws.role')}`;
    assert.deepEqual(
      new Set(Object.values(networks(text))),
      new Set(['default network of 123456789012 in eu-west-1']),
    );
  });

  it('has the configuration that calls pass down to its module, two levels deep', () => {
    const files = {
      'main.tf': `${west}
provider "aws" {
  alias  = "east"
  region = "us-east-1"
}
module "outer" {
  source    = "./outer"
  for_each  = toset(["x", "y"])
  providers = {
    aws    = aws.west
    aws.dr = aws.east
  }
}
module "plain" {
  source = "./plain"
}`,
      'outer/main.tf': `
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.dr]
    }
  }
}
module "inner" {
  source    = "../inner"
  providers = { aws.spare = aws.dr }
}`,
      'inner/main.tf': `${group('a')}${group('b', 'provider = aws.spare')}${group('c', 'provider = aws.none')}`,
      'plain/main.tf': group('a'),
    };
    const found = networks(files);
    for (const key of ['x', 'y']) {
      const inner = `module.outer["${key}"].module.inner.aws_security_group`;
      // The default configuration is inherited where nothing is passed in its place.
      assert.equal(found[`${inner}.a`], 'default network of aws.west');
      assert.equal(found[`${inner}.b`], 'default network of aws.east');
      assert.equal(found[`${inner}.c`], 'unknown');
    }
    assert.equal(found['module.plain.aws_security_group.a'], 'default network of aws');
  });

  it('has the configuration of a module that has one of its own', () => {
    const files = {
      'main.tf': 'module "own" { source = "./own" }',
      'own/main.tf': `provider "aws" { region = "eu-west-1" }\n${group('a')}`,
    };
    assert.deepEqual(networks(files), {
      'module.own.aws_security_group.a': 'default network of module.own.aws',
    });
  });
});

describe('a rule that names a group of another region', () => {
  const text = (provider: string): string => `${west}
resource "aws_security_group" "client" {
  ${provider}
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "server" {
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.client.id]
  }
}`;
  const verdict = (provider: string): string =>
    reach(networkOf(text(provider)).model, {
      source: { kind: 'group', id: 'aws_security_group.client' },
      destination: { kind: 'group', id: 'aws_security_group.server' },
    }).verdict;

  it('holds for certain within one default VPC only', () => {
    assert.equal(verdict(''), 'reachable');
    assert.equal(verdict('provider = aws.west'), 'possibly-reachable');
  });
});

describe('an instance that names neither subnet nor group', () => {
  const text = (block = ''): string => `
resource "aws_default_vpc" "main" {}
resource "aws_default_security_group" "main" {
  vpc_id = aws_default_vpc.main.id
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["172.31.0.0/16"]
  }
}
resource "aws_security_group" "client" {
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "client" { vpc_security_group_ids = [aws_security_group.client.id] }
resource "aws_instance" "plain" { ${block} }`;
  const ask = (block?: string) =>
    reach(networkOf(text(block)).model, {
      source: { kind: 'attachment', id: 'aws_instance.client' },
      destination: { kind: 'attachment', id: 'aws_instance.plain' },
    }).blockedBy.map(({ code }) => code);

  it('carries the default group of the default VPC', () => {
    const { model } = networkOf(text());
    assert.deepEqual(model.attachments.get('aws_instance.plain')?.groups, []);
    assert.deepEqual(model.attachments.get('aws_instance.plain')?.network, {
      kind: 'part',
      address: 'aws_default_vpc.main',
    });
    assert.ok(!ask().includes('groups-not-known'));
    // Whether that region is the one of the provider is not known.
    assert.ok(ask('region = "eu-north-1"').includes('groups-not-known'));
  });
});
