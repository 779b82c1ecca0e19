-- Promise: a template in use has a name of its own; what a contract or quote was begun with stays known, and the text of a
-- quote that was sent is the quote's own, whatever becomes of its template.
set lock_timeout = '5s';

create table contract_template (
	id uuid primary key default uuidv7(),
	name text not null,
	-- The type of contracts that are begun with it.
	type text not null references contract_type (code),
	-- As core/template/template.ts has them: what is agreed as a whole, lines in their order, texts in their order by language.
	terms jsonb not null,
	lines jsonb not null,
	clauses jsonb not null,
	-- Since when nothing is begun with it any more.
	retired_at timestamptz,
	version integer not null default 1,
	updated_by text not null,
	updated_at timestamptz not null,
	constraint contract_template_name check (char_length(btrim(name)) between 1 and 120),
	constraint contract_template_type check (char_length(btrim(type)) between 1 and 200),
	constraint contract_template_shape check (jsonb_typeof(terms) = 'object' and jsonb_typeof(lines) = 'array' and jsonb_typeof(clauses) = 'array')
);
create unique index contract_template_named on contract_template (lower(btrim(name))) where retired_at is null;

alter table contract add column template_id uuid references contract_template (id);
create index contract_of_template on contract (template_id) where template_id is not null;
alter table quote add column template_id uuid references contract_template (id);
create index quote_of_template on quote (template_id) where template_id is not null;
