-- Promise: what each row of a file did is kept row by row, an import can be taken back as far as nothing was built on it, and what was in force goes only while it was never billed.
set lock_timeout = '5s';

alter table import_batch drop constraint import_batch_state, drop constraint import_batch_counts, drop constraint import_batch_sizes;
alter table import_batch
	-- Rows that were changed both in the file and here, or contradict another row of the file: left as they are here.
	add column conflicts integer not null default 0,
	-- Of the rows that did something: taken back, and left because something was built on them.
	add column undone integer not null default 0,
	add column kept integer not null default 0,
	add column undone_by text not null default '',
	add constraint import_batch_state check (state in ('uploaded', 'checking', 'checked', 'loading', 'loaded', 'failed', 'undoing', 'undone')),
	add constraint import_batch_counts check (created + updated + unchanged + conflicts + rejected = done),
	add constraint import_batch_sizes check (size >= 0 and done >= 0 and created >= 0 and updated >= 0 and unchanged >= 0 and conflicts >= 0 and rejected >= 0),
	add constraint import_batch_undone check (undone >= 0 and kept >= 0 and undone + kept <= created + updated + conflicts),
	add constraint import_batch_undone_only_after_loading check (undone + kept = 0 or state in ('undoing', 'undone'));

-- One row of the file, and what it did or, when it was only checked, would do.
create table import_row (
	batch_id uuid not null references import_batch (id) on delete cascade,
	"row" integer not null,
	fate text not null,
	key text not null,
	label text not null,
	-- The customer or contract.
	subject_id uuid,
	-- An earlier row of the file that says otherwise of the same key.
	repeats integer,
	changes jsonb,
	before jsonb,
	undone text,
	-- How many versions of the subject taking it back used.
	undone_steps integer not null default 0,
	primary key (batch_id, "row"),
	constraint import_row_fate check (fate in ('created', 'updated', 'unchanged', 'conflict', 'rejected')),
	constraint import_row_changed_is_told check (fate <> 'updated' or changes is not null),
	constraint import_row_undone check (undone is null or fate in ('created', 'updated', 'conflict'))
);
-- Few of many rows are looked for: those that changed something, and what has changed a subject since.
create index import_row_of_note on import_row (batch_id, fate, "row") where fate in ('updated', 'conflict', 'rejected');
create index import_row_of_subject on import_row (subject_id) where fate in ('updated', 'conflict');

-- A contract in force is never deleted. One that an import brought and that was never billed may be voided by taking that
-- import back, and what is void may go.
create function refuse_voiding_in_force() returns trigger language plpgsql as $$
begin
	if old.import_source is null or exists (select from invoice where contract_id = old.id) then
		raise exception 'contract % is in force and was not only imported: it is ended, not voided', old.number using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create trigger contract_voided_unbilled before update of state on contract
	for each row when (new.state = 'void' and old.state <> 'void' and old.activated_at is not null) execute function refuse_voiding_in_force();
create trigger contract_void_stays before update of state on contract
	for each row when (old.state = 'void' and new.state <> 'void') execute function refuse_change();

create or replace function refuse_deleting_in_force() returns trigger language plpgsql as $$
begin
	if old.activated_at is not null and old.state <> 'void' then
		raise exception 'contract % was in force and is never deleted', old.number using errcode = 'restrict_violation';
	end if;
	return old;
end $$;

create or replace function refuse_change_in_force() returns trigger language plpgsql as $$
begin
	if exists (select from contract where id = old.contract_id and activated_at is not null and not (tg_op = 'DELETE' and state = 'void')) then
		raise exception '% of a contract in force is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
	end if;
	if tg_op = 'DELETE' then return old; end if;
	return new;
end $$;

-- So that taking a contract away need not read every line ever invoiced. Lines are written in the order of their
-- contracts, so a few ranges are told apart by next to nothing, and writing them costs nothing.
create index invoice_line_by_contract_line on invoice_line using brin (contract_line_id) with (pages_per_range = 32, autosummarize = on);
create index payment_by_contact on payment (contact_id) where contact_id is not null;
create index secure_link_by_contact on secure_link (contact_id) where contact_id is not null;
