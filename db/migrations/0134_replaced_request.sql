-- Promise: of a request that is decided only the revision still grows, so that its cards tell which request has taken its place.
set lock_timeout = '5s';

create or replace function refuse_change_of_request() returns trigger language plpgsql as $$
declare
	moving constant text[] := array['state', 'decided_by', 'decided_at', 'decided_in', 'comment', 'failure', 'revision'];
begin
	if tg_op = 'DELETE' then raise exception 'an approval request is never deleted' using errcode = 'check_violation'; end if;
	if old.state <> 'waiting' and (to_jsonb(new) - 'revision') <> (to_jsonb(old) - 'revision')
	then raise exception 'approval request % is decided', old.id using errcode = 'check_violation'; end if;
	if (to_jsonb(new) - moving) <> (to_jsonb(old) - moving)
	then raise exception 'what was asked in approval request % is frozen', old.id using errcode = 'check_violation'; end if;
	if new.revision < old.revision then raise exception 'revisions of approval request % only grow', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
