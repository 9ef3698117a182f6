import assert from 'node:assert/strict';
import { isLaunchTemplate } from '../../../server/src/providers/aws/attachmentFacts';
import { attachmentPaths } from '../../../server/src/providers/aws/attachmentPaths';
import { networkOf, referenceText } from '../networkOf';

/** HCL of an argument at a path through blocks. */
function nested(path: string, value: string): string {
  const names = path.split('.');
  const last = names.pop() ?? '';
  return names.reduceRight((inner, name) => `${name} {\n${inner}\n}`, `${last} = ${value}`);
}

const isList = (path: string): boolean => !/(?:group|_id|subnet|subnet_arn)$/.test(path);

function reference(path: string, type: string): string {
  const text = `${type}.${/_arns?$/.test(path) ? 'arn' : 'id'}`;
  return isList(path) ? `[${text}]` : text;
}

const prelude = `
resource "aws_security_group" "a" {}
resource "aws_subnet" "one" { cidr_block = "10.0.1.0/24" }
`;

const withGroups = Object.entries(attachmentPaths).flatMap(([type, paths]) =>
  (paths.groups ?? []).map((path) => ({ type, path, paths })),
);

describe('every type of the table', () => {
  it('is an attachment with the group that any of its arguments names', () => {
    assert.ok(new Set(withGroups.map(({ type }) => type)).size >= 110);
    for (const { type, path } of withGroups) {
      const { model } = networkOf(`${prelude}
resource "${type}" "x" {
${nested(path, reference(path, 'aws_security_group.a'))}
}`);
      const found = model.attachments.get(`${type}.x`);
      assert.ok(found !== undefined, `${type}.${path}`);
      assert.ok(
        found.groups.some(({ group }) => referenceText(group) === 'aws_security_group.a'),
        `${type}.${path}`,
      );
      assert.notEqual(found.label, '', type);
      assert.deepEqual(model.views.get('aws_security_group.a')?.attachments, [found], type);
    }
  });

  it('is in the subnets that any of its arguments names', () => {
    for (const { type, path, paths } of withGroups) {
      for (const subnets of paths.subnets ?? []) {
        const { attachment } = networkOf(`${prelude}
resource "${type}" "x" {
${nested(path, reference(path, 'aws_security_group.a'))}
${nested(subnets, reference(subnets, 'aws_subnet.one'))}
}`);
        assert.deepEqual(
          attachment(`${type}.x`).subnets.map(referenceText),
          ['aws_subnet.one'],
          `${type}.${subnets}`,
        );
      }
    }
  });

  it('is in the subnets of the subnet group that it names, by reference and by name', () => {
    const groups = new Map([
      ['db_subnet_group_name', ['aws_db_subnet_group', 'name']],
      ['neptune_subnet_group_name', ['aws_neptune_subnet_group', 'name']],
      ['cluster_subnet_group_name', ['aws_redshift_subnet_group', 'name']],
      [
        'compute_config.replication_subnet_group_id',
        ['aws_dms_replication_subnet_group', 'replication_subnet_group_id'],
      ],
      ['replication_subnet_group_id', ['aws_dms_replication_subnet_group', 'replication_subnet_group_id']],
    ]);
    const ofType = new Map([
      ['aws_docdb_cluster', 'aws_docdb_subnet_group'],
      ['aws_elasticache_cluster', 'aws_elasticache_subnet_group'],
      ['aws_elasticache_replication_group', 'aws_elasticache_subnet_group'],
      ['aws_memorydb_cluster', 'aws_memorydb_subnet_group'],
      ['aws_dax_cluster', 'aws_dax_subnet_group'],
      ['aws_redshift_endpoint_access', 'aws_redshift_subnet_group'],
    ]);
    let checked = 0;
    for (const { type, path, paths } of withGroups) {
      for (const group of paths.subnetGroups ?? []) {
        const [known, name] = groups.get(group) ?? ['', 'name'];
        const groupType = ofType.get(type) ?? known;
        for (const written of [`${groupType}.g.id`, '"main"', `${groupType}.g.${name ?? ''}`]) {
          const { attachment } = networkOf(`${prelude}
resource "${groupType ?? ''}" "g" {
  ${name ?? ''} = "main"
  subnet_ids = [aws_subnet.one.id, "subnet-0123456789abcdef0"]
}
resource "${type}" "x" {
${nested(path, reference(path, 'aws_security_group.a'))}
${nested(group, written)}
}`);
          assert.deepEqual(
            attachment(`${type}.x`).subnets.map(referenceText),
            ['aws_subnet.one', 'subnet-0123456789abcdef0'],
            `${type}.${group} = ${written}`,
          );
          checked += 1;
        }
      }
    }
    assert.ok(checked >= 36, String(checked));
  });

  it('is possible alone where it only describes what others start', () => {
    for (const { type, path } of withGroups) {
      if (!isLaunchTemplate(type)) continue;
      const { attachment } = networkOf(`${prelude}
resource "${type}" "x" {
${nested(path, reference(path, 'aws_security_group.a'))}
}`);
      assert.equal(attachment(`${type}.x`).certainty, 'possible', type);
    }
  });

  it('has the public address that its switch gives', () => {
    for (const { type, path, paths } of withGroups) {
      for (const flag of paths.public ?? []) {
        const isPublic = (value: string): boolean | undefined =>
          networkOf(`${prelude}
variable "v" { type = bool }
resource "${type}" "x" {
${nested(path, reference(path, 'aws_security_group.a'))}
${nested(flag, value)}
}`).attachment(`${type}.x`).public;
        const on = !flag.endsWith('internal');
        assert.deepEqual(
          [isPublic('true'), isPublic('false'), isPublic('var.v')],
          [on, !on, undefined],
          `${type}.${flag}`,
        );
      }
    }
  });
});
