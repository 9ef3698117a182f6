/** Lines as they stand while somebody types them, and what the tree holds for them. Read by recovery.test.ts. */

export interface TypedLine {
  /** The lines being typed inside the ingress block. */
  readonly typed: string;
  /** Codes of the problems, in the order of the text. */
  readonly codes: readonly string[];
  /** What the tree holds for the typed lines, below the ingress block. */
  readonly holds: readonly string[];
}

export const typedLines: readonly TypedLine[] = [
  { typed: '    from_port =', codes: ['missing-value'], holds: ['from_port = ?'] },
  { typed: '    from_port = ', codes: ['missing-value'], holds: ['from_port = ?'] },
  { typed: '    from_port = # later', codes: ['missing-value'], holds: ['from_port = ?'] },
  { typed: '    from_port', codes: ['incomplete-item'], holds: [] },
  { typed: '    from_port = (', codes: ['missing-value'], holds: ['from_port = ('] },
  { typed: '    from_port = 1 +', codes: ['missing-value'], holds: ['from_port = 1 +'] },
  { typed: '    from_port = -', codes: ['missing-value'], holds: ['from_port = -'] },
  { typed: '    from_port = 1 2', codes: ['missing-line-break'], holds: ['from_port = 1'] },
  { typed: '    from_port == 1', codes: ['incomplete-item'], holds: [] },
  { typed: '    from_port : 1', codes: ['incomplete-item'], holds: [] },
  { typed: '    = 1', codes: ['unexpected-token'], holds: [] },
  { typed: '    "from_port" = 1', codes: ['unexpected-token'], holds: [] },
  { typed: '    cidr_blocks = [', codes: ['unclosed-bracket'], holds: ['cidr_blocks = ['] },
  {
    typed: '    cidr_blocks = ["10.0.0.0/8"',
    codes: ['unclosed-bracket'],
    holds: ['cidr_blocks = ["10.0.0.0/8"'],
  },
  {
    typed: '    cidr_blocks = ["10.0.0.0/8",',
    codes: ['unclosed-bracket'],
    holds: ['cidr_blocks = ["10.0.0.0/8",'],
  },
  {
    typed: '    cidr_blocks = [\n      "10.0.0.0/8",\n      "10.',
    codes: ['unclosed-bracket', 'unterminated-string'],
    holds: ['cidr_blocks = [ "10.0.0.0/8", "10.'],
  },
  {
    typed: '    cidr_blocks = ["10.0.0.0/8" "10.1.0.0/16"]',
    codes: ['missing-comma'],
    holds: ['cidr_blocks = ["10.0.0.0/8" "10.1.0.0/16"]'],
  },
  {
    typed: '    cidr_blocks = ["10.',
    codes: ['unclosed-bracket', 'unterminated-string'],
    holds: ['cidr_blocks = ["10.'],
  },
  { typed: '    cidr_blocks = ]', codes: ['missing-value'], holds: ['cidr_blocks = ?'] },
  { typed: '    description = "', codes: ['unterminated-string'], holds: ['description = "'] },
  { typed: '    description = "${', codes: ['missing-value'], holds: ['description = "${'] },
  { typed: '    description = "${"', codes: ['unterminated-string'], holds: ['description = "${"'] },
  { typed: '    description = "${}"', codes: ['missing-value'], holds: ['description = "${}"'] },
  { typed: '    description = "${var.', codes: ['missing-attribute-name'], holds: ['description = "${var.'] },
  {
    typed: '    description = "${var.x',
    codes: ['unterminated-sequence'],
    holds: ['description = "${var.x'],
  },
  {
    typed: '    description = "${var.x"',
    codes: ['unterminated-sequence'],
    holds: ['description = "${var.x"'],
  },
  {
    typed: '    description = "${upper("x',
    codes: ['unterminated-string'],
    holds: ['description = "${upper("x'],
  },
  { typed: '    description = "${x', codes: ['unterminated-sequence'], holds: ['description = "${x'] },
  {
    typed: '    description = "%{ if var.x',
    codes: ['unterminated-sequence', 'unbalanced-directive'],
    holds: ['description = "%{ if var.x'],
  },
  {
    typed: '    description = "%{ whenever }"',
    codes: ['unknown-directive'],
    holds: ['description = "%{ whenever }"'],
  },
  { typed: '    description = "\\q"', codes: ['invalid-escape'], holds: ['description = "\\q"'] },
  { typed: "    description = 'x'", codes: ['invalid-character'], holds: ['description = ?'] },
  { typed: '    description = “x”', codes: ['invalid-character'], holds: ['description = ?'] },
  {
    typed: '    security_groups = [aws_security_group.',
    codes: ['missing-attribute-name'],
    holds: ['security_groups = [aws_security_group.'],
  },
  {
    typed: '    security_groups = [aws_security_group.]',
    codes: ['missing-attribute-name'],
    holds: ['security_groups = [aws_security_group.]'],
  },
  {
    typed: '    security_groups = var..b',
    codes: ['missing-attribute-name'],
    holds: ['security_groups = var.'],
  },
  { typed: '    self = var.x ?', codes: ['missing-value'], holds: ['self = var.x ?'] },
  { typed: '    self = var.x ? true', codes: ['incomplete-conditional'], holds: ['self = var.x ? true'] },
  { typed: '    self = var.x ? true :', codes: ['missing-value'], holds: ['self = var.x ? true :'] },
  { typed: '    tags = {', codes: ['unclosed-bracket'], holds: ['tags = {'] },
  { typed: '    tags = {\n      Name = "x"', codes: ['unclosed-bracket'], holds: ['tags = { Name = "x"'] },
  {
    typed: '    tags = { Name',
    codes: ['unclosed-bracket', 'missing-equals'],
    holds: ['tags = { Name'],
  },
  { typed: '    tags = { Name }', codes: ['missing-equals'], holds: ['tags = { Name }'] },
  { typed: '    tags = { Name = }', codes: ['missing-value'], holds: ['tags = { Name = }'] },
  { typed: '    tags = { A = 1 B = 2 }', codes: ['missing-separator'], holds: ['tags = { A = 1 B = 2 }'] },
  {
    typed: '    tags = merge(var.tags, {',
    codes: ['unclosed-bracket'],
    holds: ['tags = merge(var.tags, {'],
  },
  {
    typed: '    tags = jsonencode({\n      a = [\n        {',
    codes: ['unclosed-bracket'],
    holds: ['tags = jsonencode({ a = [ {'],
  },
  { typed: '    x = [for', codes: ['incomplete-for'], holds: ['x = [for'] },
  { typed: '    x = [for s in', codes: ['missing-value'], holds: ['x = [for s in'] },
  { typed: '    x = [for s in var.s :', codes: ['missing-value'], holds: ['x = [for s in var.s :'] },
  { typed: '    x = [for s in var.s]', codes: ['incomplete-for'], holds: ['x = [for s in var.s]'] },
  {
    typed: '    x = { for k, v in var.m : k =>',
    codes: ['missing-value'],
    holds: ['x = { for k, v in var.m : k =>'],
  },
  {
    typed: '    x = { for k, v in var.m : v }',
    codes: ['incomplete-for'],
    holds: ['x = { for k, v in var.m : v }'],
  },
  { typed: '    x = var.a[', codes: ['missing-value'], holds: ['x = var.a['] },
  { typed: '    x = var.a[0', codes: ['unclosed-bracket'], holds: ['x = var.a[0'] },
  { typed: '    x = max(1, 2', codes: ['unclosed-bracket'], holds: ['x = max(1, 2'] },
  { typed: '    x = max(1 2)', codes: ['missing-comma'], holds: ['x = max(1 2)'] },
  { typed: '    x = max([1, 2)', codes: ['unclosed-bracket'], holds: ['x = max([1, 2)'] },
  { typed: '    x = provider::', codes: ['missing-function-name'], holds: ['x = provider::'] },
  { typed: '    x = <<EOT', codes: ['unterminated-heredoc'], holds: ['x = <<EOT'] },
  {
    typed: '    x = <<-EOT\n      text',
    codes: ['unterminated-heredoc', 'incomplete-item'],
    holds: ['x = <<-EOT'],
  },
  { typed: '    x = "a\rb"', codes: ['invalid-character'], holds: ['x = "a b"'] },
  { typed: '    x = 1.2.3', codes: ['invalid-number'], holds: ['x = 1.2.3'] },
  { typed: '    x = a & b', codes: ['invalid-character'], holds: ['x = a'] },
  { typed: '    protocol = "udp"', codes: ['duplicate-argument'], holds: ['protocol = "udp"'] },
  { typed: '    nested {', codes: ['unclosed-block'], holds: ['nested'] },
  { typed: '    nested {\n      x = 1', codes: ['unclosed-block'], holds: ['nested', 'nested > x = 1'] },
  { typed: '    dynamic "x" {', codes: ['unclosed-block'], holds: ['dynamic "x"'] },
  { typed: '    dynamic "x', codes: ['unterminated-string'], holds: ['dynamic "x"'] },
  { typed: '    dynamic "x"', codes: ['missing-brace'], holds: ['dynamic "x"'] },
  {
    typed: '    nested { a = 1, b = 2 }',
    codes: ['invalid-one-line-block', 'missing-line-break'],
    holds: ['nested', 'nested > a = 1', 'nested > b = 2'],
  },
  { typed: '    }', codes: ['surplus-brace'], holds: [] },
  { typed: '    )', codes: ['unexpected-token'], holds: [] },
  { typed: '    @', codes: ['invalid-character'], holds: [] },
  { typed: '    /* comment', codes: ['unterminated-comment'], holds: [] },
];
