-- Promise: what a customer owes in a currency is one open case at a time, with one collector; who had it, and what they
-- wrote down on the way, stays as it was.
set lock_timeout = '5s';

-- Which debts go to whom; the first in order that fits. Changed by ending it and adding another.
create table collection_rule (
	id uuid primary key default uuidv7(),
	position integer not null,
	overdue_from_days integer not null,
	overdue_through_days integer,
	currency char(3),
	least_minor bigint,
	group_id uuid references staff_group (id),
	country char(2),
	-- Null: whoever collects, in turn.
	collector_id uuid references staff_user (id),
	added_by text not null,
	added_at timestamptz not null,
	ended_by text,
	ended_at timestamptz,
	constraint collection_rule_days check (overdue_from_days >= 1 and overdue_through_days >= overdue_from_days),
	constraint collection_rule_amount check (least_minor > 0 and (least_minor is null or currency is not null)),
	constraint collection_rule_country check (country ~ '^[A-Z]{2}$'),
	constraint collection_rule_ended check (num_nonnulls(ended_by, ended_at) in (0, 2))
);

create table collection_case (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	currency char(3) not null,
	opened_by text not null,
	opened_at timestamptz not null,
	closed_by text,
	closed_at timestamptz,
	constraint collection_case_closed check (num_nonnulls(closed_by, closed_at) in (0, 2))
);
create unique index collection_case_open on collection_case (customer_id, currency) where closed_at is null;
create index collection_case_by_customer on collection_case (customer_id, id);

create table collection_dispatch (
	id uuid primary key default uuidv7(),
	case_id uuid not null references collection_case (id),
	collector_id uuid not null references staff_user (id),
	-- Null: by hand.
	rule_id uuid references collection_rule (id),
	note text not null default '',
	dispatched_by text not null,
	dispatched_at timestamptz not null,
	ended text,
	ended_note text not null default '',
	ended_by text,
	ended_at timestamptz,
	constraint collection_dispatch_note check (char_length(note) <= 2000 and char_length(ended_note) <= 2000),
	constraint collection_dispatch_ended check (ended in ('handed_back', 'reassigned', 'closed') and num_nonnulls(ended, ended_by, ended_at) in (0, 3)),
	constraint collection_dispatch_reason check (ended <> 'handed_back' or btrim(ended_note) <> '')
);
create unique index collection_dispatch_one on collection_dispatch (case_id) where ended is null;
create index collection_dispatch_by_case on collection_dispatch (case_id, id);
create index collection_dispatch_by_collector on collection_dispatch (collector_id, id);

-- What a collector wrote down: a follow-up, with what only a collector notes.
create table collection_entry (
	follow_up_id uuid primary key references follow_up (id),
	case_id uuid not null references collection_case (id),
	kind text not null,
	spoken_to text not null default '',
	-- As the phone gave it, in degrees; or in words.
	latitude numeric(8, 6),
	longitude numeric(9, 6),
	place text not null default '',
	constraint collection_entry_kind check (kind in ('spoke', 'no_answer', 'visited', 'message_left', 'other')),
	constraint collection_entry_words check (char_length(spoken_to) <= 200 and char_length(place) <= 300),
	constraint collection_entry_where check (num_nulls(latitude, longitude) in (0, 2) and latitude between -90 and 90 and longitude between -180 and 180)
);
create index collection_entry_by_case on collection_entry (case_id, follow_up_id);

create table collection_photo (
	id uuid primary key default uuidv7(),
	follow_up_id uuid not null references collection_entry (follow_up_id),
	file_name text not null,
	media_type text not null,
	size_bytes integer not null,
	sha256 text not null references stored_file (sha256),
	constraint collection_photo_once unique (follow_up_id, sha256),
	constraint collection_photo_name check (char_length(file_name) between 1 and 200),
	constraint collection_photo_size check (size_bytes between 1 and 10485760)
);
create index collection_photo_by_digest on collection_photo (sha256);

create function keep_collection_case() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.closed_at is not null
		or (to_jsonb(new) - 'closed_by' - 'closed_at') is distinct from (to_jsonb(old) - 'closed_by' - 'closed_at') then
		raise exception 'a case is closed, not changed' using errcode = 'restrict_violation';
	end if;
	if new.closed_at is not null and exists (select from collection_dispatch where case_id = new.id and ended is null) then
		raise exception 'somebody has the case' using errcode = 'restrict_violation', constraint = 'collection_case_let_go';
	end if;
	return new;
end $$;
create trigger collection_case_kept before update or delete on collection_case for each row execute function keep_collection_case();

create function keep_collection_dispatch() returns trigger language plpgsql as $$
begin
	if tg_op = 'INSERT' then
		if (select closed_at is not null from collection_case where id = new.case_id for share) then
			raise exception 'the case is closed' using errcode = 'restrict_violation', constraint = 'collection_dispatch_open';
		end if;
		return new;
	end if;
	if tg_op = 'DELETE' or old.ended is not null
		or (to_jsonb(new) - 'ended' - 'ended_note' - 'ended_by' - 'ended_at')
			is distinct from (to_jsonb(old) - 'ended' - 'ended_note' - 'ended_by' - 'ended_at') then
		raise exception 'who had a case stays known' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger collection_dispatch_kept before insert or update or delete on collection_dispatch
	for each row execute function keep_collection_dispatch();

create function keep_collection_entry() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		raise exception 'what was written down stays' using errcode = 'restrict_violation';
	end if;
	if (select customer_id from follow_up where id = new.follow_up_id)
		is distinct from (select customer_id from collection_case where id = new.case_id) then
		raise exception 'the entry is about another customer' using errcode = 'check_violation', constraint = 'collection_entry_customer';
	end if;
	return new;
end $$;
create trigger collection_entry_kept before insert or update or delete on collection_entry
	for each row execute function keep_collection_entry();

create function keep_collection_photo() returns trigger language plpgsql as $$
begin
	raise exception 'what was written down stays' using errcode = 'restrict_violation';
end $$;
create trigger collection_photo_kept before update or delete on collection_photo
	for each row execute function keep_collection_photo();

create function keep_collection_rule() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.ended_at is not null
		or (to_jsonb(new) - 'position' - 'ended_by' - 'ended_at') is distinct from (to_jsonb(old) - 'position' - 'ended_by' - 'ended_at') then
		raise exception 'a rule is ended, not changed' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger collection_rule_kept before update or delete on collection_rule for each row execute function keep_collection_rule();
