-- Promise: what was said and sent with it stays; a file that a message names is never swept; whoever has read on has not
-- unread; a person is asked for a rating once about a thing, and what they gave is changed for a month and never deleted.
set lock_timeout = '5s';

-- How the conversation about a contract or a quote stands: kept by every message, so that what waits is found at once.
create table conversation (
	subject_kind text not null,
	subject_id uuid not null,
	customer_id uuid not null references customer (id),
	contract_id uuid references contract (id),
	last_message_id uuid not null references message (id),
	last_at timestamptz not null,
	last_by text not null,
	-- Since when the customer waits for an answer; null when they do not.
	waiting_since timestamptz,
	primary key (subject_kind, subject_id),
	constraint conversation_subject check (subject_kind in ('contract', 'quote')),
	constraint conversation_of_its_contract check (subject_kind <> 'contract' or contract_id is not distinct from subject_id),
	constraint conversation_last_by check (last_by in ('customer', 'company')),
	constraint conversation_waits_for_the_company check (waiting_since is null or last_by = 'customer')
);
create index conversation_waiting on conversation (waiting_since, subject_id) where waiting_since is not null;
create index conversation_latest on conversation (last_message_id);
create index conversation_by_customer on conversation (customer_id);
create index conversation_by_contract on conversation (contract_id) where contract_id is not null;

insert into conversation (subject_kind, subject_id, customer_id, contract_id, last_message_id, last_at, last_by, waiting_since)
select last.subject_kind, last.subject_id, last.customer_id,
	case last.subject_kind when 'contract' then last.subject_id else quote.for_contract_id end,
	last.id, last.created_at, case when last.author_kind in ('contact', 'link') then 'customer' else 'company' end,
	case when last.author_kind in ('contact', 'link') then (
		select min(asked.created_at) from message as asked
		where asked.subject_id = last.subject_id and asked.subject_kind = last.subject_kind and asked.id > coalesce((
			select max(answer.id::text)::uuid from message as answer
			where answer.subject_id = last.subject_id and answer.author_kind not in ('contact', 'link')
		), '00000000-0000-0000-0000-000000000000')
	) end
from (select distinct on (subject_kind, subject_id) * from message order by subject_kind, subject_id, id desc) as last
	left join quote on last.subject_kind = 'quote' and quote.id = last.subject_id;

-- How far a person has read a conversation.
create table message_read (
	subject_kind text not null,
	subject_id uuid not null,
	reader_kind text not null,
	reader_id uuid not null,
	message_id uuid not null references message (id),
	read_at timestamptz not null,
	primary key (subject_id, subject_kind, reader_kind, reader_id),
	constraint message_read_reader check (reader_kind in ('staff', 'contact', 'link'))
);

create function keep_read() returns trigger language plpgsql as $$
begin
	if new.message_id < old.message_id then
		raise exception 'what was read stays read' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger message_read_forward before update on message_read
	for each row execute function keep_read();

-- A file in the store, under its digest. The row is written before the file and goes after it: what has no row is not there.
create table stored_file (
	sha256 text primary key,
	size_bytes integer not null,
	-- When it was last brought: what is younger than a day may still be waiting for its message.
	stored_at timestamptz not null,
	constraint stored_file_digest check (sha256 ~ '^[0-9a-f]{64}$'),
	constraint stored_file_size check (size_bytes between 1 and 10485760)
);
create index stored_file_by_time on stored_file (stored_at);

create table message_attachment (
	id uuid primary key default uuidv7(),
	message_id uuid not null references message (id),
	position integer not null,
	-- As it was called where it came from, without what could lead out of a folder.
	file_name text not null,
	-- As its bytes say.
	media_type text not null,
	size_bytes integer not null,
	sha256 text not null references stored_file (sha256),
	constraint message_attachment_position unique (message_id, position),
	constraint message_attachment_count check (position between 1 and 5),
	constraint message_attachment_name check (char_length(file_name) between 1 and 200 and file_name !~ '[[:cntrl:]/\\]'),
	constraint message_attachment_size check (size_bytes between 1 and 10485760),
	constraint message_attachment_type check (media_type in (
		'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv',
		'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document'))
);
create index message_attachment_by_file on message_attachment (sha256);
create trigger message_attachment_frozen before update or delete on message_attachment
	for each row execute function refuse_change();

-- At which stages customers are asked how satisfied they are, and how often one person at most: one row.
create table rating_policy (
	id boolean primary key default true,
	stages text[] not null default '{}',
	every_days integer not null default 90,
	constraint rating_policy_one_row check (id),
	constraint rating_policy_stages check (stages <@ array['first_invoice_paid', 'renewed', 'conversation_answered']),
	constraint rating_policy_days check (every_days between 7 and 730)
);
insert into rating_policy default values;

-- A person was asked. The letter's secret opens this one request; only its hash is here.
create table rating_request (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	contact_id uuid not null references contact (id),
	contract_id uuid references contract (id),
	stage text not null,
	-- The invoice, amendment or message that it is about.
	subject_id uuid not null,
	token_hash bytea not null unique,
	asked_at timestamptz not null,
	expires_at timestamptz not null,
	constraint rating_request_once unique (stage, subject_id, contact_id),
	constraint rating_request_stage check (stage in ('first_invoice_paid', 'renewed', 'conversation_answered')),
	constraint rating_request_hash check (octet_length(token_hash) = 32),
	constraint rating_request_life check (expires_at > asked_at)
);
create index rating_request_by_contact on rating_request (contact_id, asked_at);
create index rating_request_by_customer on rating_request (customer_id);
create index rating_request_by_contract on rating_request (contract_id) where contract_id is not null;
create trigger rating_request_frozen before update or delete on rating_request
	for each row execute function refuse_change();

create table rating (
	request_id uuid primary key references rating_request (id),
	customer_id uuid not null references customer (id),
	score integer not null,
	comment text not null default '',
	rated_at timestamptz not null,
	changed_at timestamptz not null,
	constraint rating_score check (score between 1 and 5),
	constraint rating_comment check (char_length(comment) <= 2000),
	constraint rating_changed_within_a_month check (changed_at between rated_at and rated_at + interval '720 hours')
);
create index rating_by_customer on rating (customer_id, rated_at);
create index rating_by_time on rating (rated_at);

create function keep_rating() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a rating is never deleted' using errcode = 'restrict_violation';
	end if;
	if new.request_id <> old.request_id or new.customer_id <> old.customer_id or new.rated_at <> old.rated_at then
		raise exception 'a rating keeps whom it is from and when it was given' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger rating_kept before update or delete on rating
	for each row execute function keep_rating();
