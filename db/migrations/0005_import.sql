-- Promise: a file brought in is kept in parts whatever its size, each row's fate is counted once, and an import knows what it said last.
set lock_timeout = '5s';

-- A digest of each field as the last import gave it: the next one changes only what has changed in the file since.
alter table customer add column import_digest text;
alter table contract add column import_digest text;

alter table import_batch drop column content, drop column problems, drop constraint import_batch_state;
alter table import_batch
	add column size bigint not null default 0,
	-- Of the file, so that a remembered map is found by its header.
	add column header text not null default '',
	add column source text not null default '',
	add constraint import_batch_state check (state in ('uploaded', 'checking', 'checked', 'loading', 'loaded', 'failed')),
	add constraint import_batch_sizes check (size >= 0 and done >= 0 and created >= 0 and updated >= 0 and unchanged >= 0 and rejected >= 0);
create index import_batch_same on import_batch (sha256, subject);

-- The file itself, a megabyte a part.
create table import_part (
	batch_id uuid not null references import_batch (id) on delete cascade,
	position integer not null,
	content bytea not null,
	primary key (batch_id, position),
	constraint import_part_position check (position >= 0)
);
-- Packed data does not shrink further, and an upload should not wait for trying.
alter table import_part alter column content set storage external;

-- A row that was not taken: its cells as they stood, and why.
create table import_rejected (
	batch_id uuid not null references import_batch (id) on delete cascade,
	"row" integer not null,
	cells jsonb not null,
	problems jsonb not null,
	primary key (batch_id, "row"),
	constraint import_rejected_reason check (jsonb_array_length(problems) > 0)
);
