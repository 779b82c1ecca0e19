-- Promise: a file of a survey is kept once however often a phone brings it, its pieces join without a gap or an overlap, and
-- what was submitted keeps its files.
set lock_timeout = '5s';

create table credit_survey_file (
	id uuid primary key default uuidv7(),
	survey_id uuid not null references credit_survey (id),
	-- Of the phone that brought it: the same one is one file.
	key uuid not null,
	file_name text not null,
	media_type text not null,
	size_bytes integer not null,
	sha256 text not null references stored_file (sha256),
	uploaded_by text not null,
	uploaded_at timestamptz not null,
	removed_by text,
	removed_at timestamptz,
	constraint credit_survey_file_once unique (survey_id, key),
	constraint credit_survey_file_name check (char_length(file_name) between 1 and 200),
	constraint credit_survey_file_size check (size_bytes between 1 and 10485760),
	constraint credit_survey_file_removed check (num_nonnulls(removed_by, removed_at) in (0, 2))
);
create index credit_survey_file_by_digest on credit_survey_file (sha256);

-- A file on its way; gone when it is there, or when nobody has gone on with it for a week.
create table credit_survey_upload (
	survey_id uuid not null references credit_survey (id),
	key uuid not null,
	file_name text not null,
	size_bytes integer not null,
	received_bytes integer not null default 0,
	begun_by text not null,
	last_at timestamptz not null,
	primary key (survey_id, key),
	constraint credit_survey_upload_size check (size_bytes between 1 and 10485760),
	constraint credit_survey_upload_received check (received_bytes between 0 and size_bytes)
);
create index credit_survey_upload_by_time on credit_survey_upload (last_at);

create table credit_survey_piece (
	survey_id uuid not null,
	key uuid not null,
	begins_at integer not null,
	content bytea not null,
	primary key (survey_id, key, begins_at),
	constraint credit_survey_piece_upload foreign key (survey_id, key) references credit_survey_upload (survey_id, key) on delete cascade,
	constraint credit_survey_piece_size check (octet_length(content) between 1 and 524288)
);
-- Pictures do not shrink any more.
alter table credit_survey_piece alter column content set storage external;

create function keep_credit_survey_file() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or (select state from credit_survey where id = new.survey_id) not in ('dispatched', 'in_progress', 'returned') then
		raise exception 'files of a survey are brought while it is filled in' using errcode = 'restrict_violation';
	end if;
	if tg_op = 'UPDATE' and (to_jsonb(new) - 'removed_by' - 'removed_at') is distinct from (to_jsonb(old) - 'removed_by' - 'removed_at') then
		raise exception 'a file of a survey is removed, not changed' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger credit_survey_file_kept before insert or update or delete on credit_survey_file
	for each row execute function keep_credit_survey_file();
