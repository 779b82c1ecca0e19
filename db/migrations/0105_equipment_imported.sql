-- Promise: a machine goes only while nothing but its registration happened to it, whether a contract line held it from then on or not.
set lock_timeout = '5s';

create or replace function keep_equipment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if old.moves > 1 then
			raise exception 'machine % has a history', old.serial_number using errcode = 'restrict_violation';
		end if;
		return old;
	end if;
	if pg_trigger_depth() = 1 and (new.state, new.moves, new.moved_on, new.meter_reading, new.place)
		is distinct from (old.state, old.moves, old.moved_on, old.meter_reading, old.place) then
		raise exception 'machine % moves only by a move that is written down', old.serial_number using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
