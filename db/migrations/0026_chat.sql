-- Promise: a chat account speaks for one member of staff, proved by a code that works once; a choice that acts is taken
-- once; every copy of a message that may change is known, so that all of them can be brought up to date.
set lock_timeout = '5s';

create table chat_account (
	id uuid primary key default uuidv7(),
	channel text not null,
	-- Slack's workspace; empty in Telegram.
	team text not null,
	account text not null,
	-- As the platform calls them, for the list of accounts.
	name text not null,
	user_id uuid not null references staff_user (id),
	linked_at timestamptz not null,
	unlinked_at timestamptz,
	constraint chat_account_channel check (channel in ('slack', 'telegram')),
	constraint chat_account_team check ((channel = 'slack') = (team <> '')),
	constraint chat_account_account check (char_length(account) between 1 and 100),
	constraint chat_account_order check (unlinked_at >= linked_at)
);
create unique index chat_account_in_use on chat_account (channel, team, account) where unlinked_at is null;
create index chat_account_by_user on chat_account (user_id) where unlinked_at is null;

-- What proves that whoever writes in a chat has signed in to the console: shown there once, kept as its SHA-256.
create table chat_code (
	code_hash bytea primary key,
	user_id uuid not null references staff_user (id),
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	constraint chat_code_hash check (octet_length(code_hash) = 32),
	constraint chat_code_short check (expires_at > created_at and expires_at <= created_at + interval '10 minutes'),
	constraint chat_code_used check (used_at <= expires_at)
);
create index chat_code_by_user on chat_code (user_id);

-- A button: what pressing it does, because a platform's button carries no more than a name.
create table chat_choice (
	id uuid primary key default uuidv7(),
	-- Who may press it; null: whoever may do what it does.
	user_id uuid references staff_user (id),
	command text not null,
	input jsonb not null,
	-- Whether it acts, so that it can be taken once.
	acts boolean not null,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	used_by uuid references staff_user (id),
	constraint chat_choice_order check (expires_at > created_at),
	constraint chat_choice_used check ((used_at is null) = (used_by is null) and (used_at is null or acts)),
	constraint chat_choice_by_its_user check (user_id is null or used_by is null or used_by = user_id)
);
create index chat_choice_over on chat_choice (expires_at);
create index chat_choice_by_user on chat_choice (user_id) where user_id is not null;

create function refuse_second_taking() returns trigger language plpgsql as $$
begin
	if old.used_at is not null then raise exception 'choice % is taken', old.id using errcode = 'check_violation'; end if;
	if (to_jsonb(new) - array['used_at', 'used_by']) <> (to_jsonb(old) - array['used_at', 'used_by'])
	then raise exception 'what choice % does is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger chat_choice_once before update on chat_choice for each row execute function refuse_second_taking();

-- A message that we sent and may have to change: a copy of a card, or the head of a contract's thread.
create table chat_message (
	id uuid primary key default uuidv7(),
	channel text not null,
	-- Where it stands and what it is called there.
	place text not null,
	message text not null,
	subject_kind text not null,
	subject_id uuid not null,
	-- Which state of the subject it shows.
	revision text not null,
	-- Whose private chat it stands in; null: a group's.
	account_id uuid references chat_account (id),
	sent_at timestamptz not null,
	constraint chat_message_channel check (channel in ('slack', 'telegram')),
	constraint chat_message_subject check (subject_kind in ('approval_request', 'contract')),
	constraint chat_message_place unique (channel, place, message)
);
create index chat_message_by_account on chat_message (account_id) where account_id is not null;
create index chat_message_by_subject on chat_message (subject_id, subject_kind);
-- A contract has one thread in a place.
create unique index chat_message_thread on chat_message (channel, place, subject_id) where subject_kind = 'contract';

-- Groups of people in a chat that hear of something: what is told is told there too.
create table chat_place (
	channel text not null,
	team text not null,
	place text not null,
	name text not null,
	hears text not null,
	-- Of one team only; null: of all.
	group_id uuid references staff_group (id),
	added_by uuid not null references staff_user (id),
	added_at timestamptz not null,
	primary key (channel, place, hears),
	constraint chat_place_channel check (channel in ('slack', 'telegram')),
	constraint chat_place_hears check (hears in ('approvals', 'alerts'))
);
create index chat_place_by_group on chat_place (group_id) where group_id is not null;

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind
	check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat', 'chat_card', 'approval_card'));
