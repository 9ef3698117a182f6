locals {
  name  = "web"
  items = ["a", "b"]
}

output "plain" {
  value = <<EOT
line one
  line two ${local.name}
EOT
}

output "indented" {
  value = <<-EOT
    first
      second
    third
  EOT
}

output "indented_by_least" {
  value = <<-EOT
      a
    b
        c
    EOT
}

output "blank_lines" {
  value = <<-EOT

    a

    b
  EOT
}

output "blank_lines_with_spaces" {
  value = <<-EOT
    a
  
    b
  EOT
}

output "interpolation_at_start" {
  value = <<-EOT
    ${local.name}
      ${local.name}-2
  EOT
}

output "loop" {
  value = <<-EOT
    %{for item in local.items~}
    - ${item}
    %{endfor~}
    end
  EOT
}

output "loop_without_strip" {
  value = <<-EOT
    %{for item in local.items}
    - ${item}
    %{endfor}
  EOT
}

output "condition" {
  value = <<-EOT
    %{if local.name == "web"~}
    yes
    %{else~}
    no
    %{endif~}
  EOT
}

output "escapes_are_text" {
  value = <<EOT
a\nb "quoted" $${x} %%{y} \
EOT
}

output "empty" {
  value = <<EOT
EOT
}

output "one_empty_line" {
  value = <<EOT

EOT
}

output "json" {
  value = jsondecode(<<-EOT
    { "port": 443, "cidrs": ["10.0.0.0/8"], "name": "${local.name}" }
  EOT
  )
}

output "yaml" {
  value = yamldecode(<<-EOT
    rules:
      - port: 22
        cidrs: [10.0.0.0/8]
      - port: 443
        cidrs:
          - 0.0.0.0/0
  EOT
  )
}

output "in_list" {
  value = [<<A
first
A
    , <<-B
    second
    B
  ]
}

output "trimmed" {
  value = trimspace(<<-EOT
    x
  EOT
  )
}

output "lines" {
  value = split("\n", chomp(<<-EOT
    a
    b
  EOT
  ))
}

output "tabs" {
  value = <<-EOT
		tab
			more
	EOT
}

output "unicode" {
  value = <<-EOT
    é e${"\u0301"} ☃
  EOT
}

output "strip_markers" {
  value = <<-EOT
    a ${~ local.name ~} b
    c
    ${~ local.name }
  EOT
}

output "nested" {
  value = <<-EOT
    ${join(",", [for item in local.items : "<${item}>"])}
    ${<<-INNER
      inner ${local.name}
    INNER
}
  EOT
}
