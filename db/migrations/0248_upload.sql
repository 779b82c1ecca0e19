-- Promise: a file from a phone comes piece by piece wherever one is taken, its pieces join without a gap or an overlap, and what came
-- of fetching a machine is written down once, with its photos, however often a phone sends it.
set lock_timeout = '5s';

-- What was on its way is begun anew by its phone.
drop table credit_survey_piece;
drop table credit_survey_upload;

-- A file on its way, or held until what it belongs to is written; gone when nobody has gone on with it for a week.
create table upload (
	subject_kind text not null,
	subject_id uuid not null,
	-- Of the phone that brings it: the same one is one file.
	key uuid not null,
	file_name text not null,
	size_bytes integer not null,
	received_bytes integer not null default 0,
	media_type text,
	sha256 text references stored_file (sha256),
	begun_by text not null,
	last_at timestamptz not null,
	primary key (subject_id, key),
	constraint upload_subject check (subject_kind in ('credit_survey', 'collection_case', 'machine_request')),
	constraint upload_size check (size_bytes between 1 and 10485760),
	constraint upload_received check (received_bytes between 0 and size_bytes),
	constraint upload_held check (num_nonnulls(media_type, sha256) in (0, 2) and (sha256 is null or received_bytes = size_bytes))
);
create index upload_by_time on upload (last_at);
create index upload_by_digest on upload (sha256) where sha256 is not null;

create table upload_piece (
	subject_id uuid not null,
	key uuid not null,
	begins_at integer not null,
	content bytea not null,
	primary key (subject_id, key, begins_at),
	constraint upload_piece_upload foreign key (subject_id, key) references upload (subject_id, key) on delete cascade,
	constraint upload_piece_size check (octet_length(content) between 1 and 524288)
);
-- Pictures do not shrink any more.
alter table upload_piece alter column content set storage external;

-- Of the form that a result was typed into: the same one is one result.
alter table machine_request_machine add column result_key uuid;

create table machine_request_photo (
	id uuid primary key default uuidv7(),
	machine_id uuid not null references machine_request_machine (id),
	file_name text not null,
	media_type text not null,
	size_bytes integer not null,
	sha256 text not null references stored_file (sha256),
	constraint machine_request_photo_once unique (machine_id, sha256),
	constraint machine_request_photo_name check (char_length(file_name) between 1 and 200),
	constraint machine_request_photo_size check (size_bytes between 1 and 10485760)
);
create index machine_request_photo_by_digest on machine_request_photo (sha256);
create trigger machine_request_photo_kept before update or delete on machine_request_photo
	for each row execute function keep_collection_photo();
