# frozen_string_literal: true

# Renders pages as the site does. Each line of standard input is a request in JSON, each line of standard output its
# answer: {"page": "text"} gives {"front": {...}, "html": "..."}, {"data": "text"} gives {"records": ...}, and
# {"error": "..."} says why the site could not be built.
#
# The site is built by Jekyll. What Jekyll does before and around kramdown is repeated here in its simplest form:
# cutting off front matter, the values of {{ page.title }} and a few others, and the filters for addresses.

require "cgi"
require "date"
require "json"
require "timeout"
require "yaml"
require "kramdown"
require "kramdown-parser-gfm"

# Jekyll's own settings, but for three. Headings get no ids, for they repeat the text of the heading; code is not
# coloured, for that needs another library; and warnings stay with us.
OPTIONS = {
  input: "GFM", hard_wrap: false, smart_quotes: "lsquo,rsquo,ldquo,rdquo", toc_levels: "1..6",
  auto_ids: false, syntax_highlighter: nil, show_warnings: false
}.freeze
SITE = { "url" => "https://nhsx.github.io", "baseurl" => "/nhsx-internship-projects" }.freeze

FRONT_MATTER = /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m # Jekyll's expression
LIQUID = /\{%-?\s*raw\s*-?%\}(?<raw>.*?)\{%-?\s*endraw\s*-?%\}|\{%-?\s*(?<tag>\w+).*?%\}|\{\{-?(?<output>.*?)-?\}\}|\{\{|\{%/m
TAGS = %w[assign capture case comment else elsif endcapture endcase endcomment endfor endif endunless for if include
          link post_url unless when].freeze
FILTERS = {
  "relative_url" => ->(value) { value =~ %r{\A[a-z]+://} ? value : File.join(SITE["baseurl"], value) },
  "absolute_url" => ->(value) { value =~ %r{\A[a-z]+://} ? value : File.join(SITE["url"] + SITE["baseurl"], value) },
  "escape" => ->(value) { CGI.escapeHTML(value) },
  "strip" => ->(value) { value.strip }
}.freeze

# A value of YAML as a page shows it: 1,000 is the number 1000, and is shown as such.
def shown(value)
  case value
  when Hash then value.to_h { |key, inner| [shown(key).to_s, shown(inner)] }
  when Array then value.map { |inner| shown(inner) }
  when Symbol then ":#{value}"
  else value.to_s
  end
end

def yaml(text)
  shown(YAML.safe_load(text, permitted_classes: [Date, Time, Symbol], aliases: true))
end

def value_of(expression, page)
  name, *filters = expression.split("|").map(&:strip)
  quoted = name[/\A"([^"]*)"\z/, 1] || name[/\A'([^']*)'\z/, 1]
  owner, key = name.split(".", 2)
  value = quoted || { "page" => page, "site" => SITE }.fetch(owner, {})[key].to_s
  filters.reduce(value) { |said, filter| FILTERS.fetch(filter, ->(same) { same }).call(said) }
end

def liquid(text, page)
  text.gsub(LIQUID) do |mark|
    found = Regexp.last_match
    raise "Liquid cannot read #{mark.inspect}" unless found[:raw] || found[:output] || TAGS.include?(found[:tag])

    found[:raw] || (found[:output] ? value_of(found[:output], page) : "")
  end
end

def page(text)
  text = text.delete_prefix("\uFEFF")
  front = text[FRONT_MATTER] ? yaml(Regexp.last_match(1)) : {}
  front = {} unless front.is_a?(Hash)
  body = text.sub(FRONT_MATTER, "")
  { front: front, html: Kramdown::Document.new(liquid(body, front), OPTIONS).to_html }
end

def answer(request)
  Timeout.timeout(20) { request["page"] ? page(request["page"]) : { records: yaml(request["data"]) } }
rescue StandardError => e # what is wrong with one page is its answer
  { error: "#{e.class}: #{e.message}" }
end

$stdin.set_encoding("UTF-8")
$stdout.set_encoding("UTF-8")
$stdout.sync = true
$stdin.each_line { |line| $stdout.puts(JSON.generate(answer(JSON.parse(line)))) }
