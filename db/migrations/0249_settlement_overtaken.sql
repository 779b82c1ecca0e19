-- Promise: a settlement that money taken back has overtaken stays as it was with its certificate, says so, and is in the way of no other.
set lock_timeout = '5s';

alter table machine_request add column overtaken_at timestamptz;
alter table machine_request add constraint machine_request_overtaken
	check (overtaken_at is null or (kind = 'settlement' and state = 'done'));
drop index machine_request_settlement;
create unique index machine_request_settlement on machine_request (contract_id)
	where kind = 'settlement' and state in ('asked', 'approved', 'done') and overtaken_at is null;

create or replace function keep_machine_request() returns trigger language plpgsql as $$
declare kept text[] := array['state', 'approved_at', 'approved_by', 'ended_note', 'ended_at', 'ended_by', 'certificate_number', 'settled_on', 'settled', 'overtaken_at'];
begin
	if tg_op = 'DELETE' or (to_jsonb(new) - kept) is distinct from (to_jsonb(old) - kept)
		or (old.overtaken_at is not null and new.overtaken_at is distinct from old.overtaken_at) then
		raise exception 'machine request % stays as it was asked', old.id using errcode = 'restrict_violation';
	end if;
	if new.state <> old.state and not (case old.state
		when 'asked' then new.state in ('approved', 'rejected', 'withdrawn', 'failed')
		when 'approved' then new.state in ('sent', 'confirmed', 'failed', 'done', 'withdrawn')
		when 'sent' then new.state in ('confirmed', 'failed', 'done', 'withdrawn')
		-- A command that did not arrive is sent again, or somebody does it by hand.
		when 'failed' then old.approved_at is not null and new.state in ('sent', 'confirmed', 'done')
		-- A command may have arrived before it was withdrawn, although its provider did not answer.
		when 'withdrawn' then old.approved_at is not null and new.state in ('confirmed', 'done')
		else false end) then
		raise exception 'machine request % is %, and does not become %', old.id, old.state, new.state using errcode = 'restrict_violation';
	end if;
	if new.state in ('rejected', 'withdrawn', 'confirmed', 'failed', 'done') then
		update machine_request_machine set open = false where request_id = new.id and open;
	elsif old.state = 'failed' then
		update machine_request_machine set open = true where request_id = new.id and state in ('waiting', 'sent');
	end if;
	return new;
end $$;
