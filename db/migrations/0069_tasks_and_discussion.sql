-- Promise: a next step that is open is somebody's, and only who does it and by when moves; what colleagues say among
-- themselves about a contract stays as it was said, with whom it was told, and no customer's side ever writes in it.
set lock_timeout = '5s';

alter table follow_up add column assignee_id uuid references staff_user (id);
drop trigger follow_up_frozen on follow_up;
update follow_up set assignee_id = author_id where next_on is not null;
alter table follow_up add constraint follow_up_assigned check (assignee_id is null or next_on is not null);
create index follow_up_tasks on follow_up (assignee_id, next_on, id) where next_on is not null and settled_at is null;

create or replace function refuse_change_of_follow_up() returns trigger language plpgsql as $$
declare
	moves constant text[] := array['settled_at', 'settled_by', 'next_on', 'assignee_id'];
begin
	if tg_op = 'DELETE' then
		if old.key like 'import %' and old.settled_at is null then return old; end if;
		raise exception 'a follow-up is never deleted' using errcode = 'check_violation';
	end if;
	if old.settled_at is not null or (to_jsonb(new) - moves) <> (to_jsonb(old) - moves)
		or (old.next_on is null) <> (new.next_on is null)
	then raise exception 'follow-up % is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger follow_up_frozen before update or delete on follow_up
	for each row execute function refuse_change_of_follow_up();

create table contract_remark (
	id uuid primary key default uuidv7(),
	contract_id uuid not null references contract (id),
	author_id uuid not null references staff_user (id),
	-- As it stood when it was written.
	author_name text not null,
	text text not null,
	created_at timestamptz not null,
	-- Made once for what a person wrote: the same one is one remark.
	key uuid not null unique,
	constraint contract_remark_text check (btrim(text) <> '' and char_length(text) <= 5000)
);
create index contract_remark_by_contract on contract_remark (contract_id, id);
create trigger contract_remark_frozen before update or delete on contract_remark
	for each row execute function refuse_change();

-- A colleague who was named in it, and when they saw it.
create table contract_remark_mention (
	remark_id uuid not null references contract_remark (id),
	user_id uuid not null references staff_user (id),
	seen_at timestamptz,
	primary key (remark_id, user_id)
);
create index contract_remark_mention_unseen on contract_remark_mention (user_id, remark_id) where seen_at is null;
create function refuse_change_of_mention() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.seen_at is not null or new.seen_at is null
		or new.remark_id <> old.remark_id or new.user_id <> old.user_id
	then raise exception 'who was named in a remark stays named' using errcode = 'restrict_violation'; end if;
	return new;
end $$;
create trigger contract_remark_mention_kept before update or delete on contract_remark_mention
	for each row execute function refuse_change_of_mention();

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat',
	'chat_card', 'approval_card', 'alert', 'chat_picture', 'mention'));
