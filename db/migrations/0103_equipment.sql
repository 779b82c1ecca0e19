-- Promise: a machine is one row, found by its serial number, and on one contract line at most; its state changes only by a
-- move that is written down and that the table of moves allows.
set lock_timeout = '5s';

create table equipment (
	id uuid primary key default uuidv7(),
	serial_number text not null,
	factory_number text not null default '',
	model text not null default '',
	product_id uuid references product (id),
	-- What its meter counts: hours, kilometres.
	meter_unit text not null default '',
	state text not null,
	-- The line it is on. Lines of a draft are written anew when it is edited, so it is looked at when all is done.
	contract_line_id uuid,
	contract_id uuid,
	place text not null default '',
	meter_reading numeric,
	-- The day of its last move, and how many there were.
	moved_on date not null,
	moves integer not null default 0,
	search_text text not null generated always as (plain_text(serial_number || ' ' || factory_number || ' ' || model || ' ' || place)) stored,
	version integer not null default 1,
	registered_at timestamptz not null,
	registered_by text not null,
	constraint equipment_serial_number check (serial_number = btrim(serial_number) and char_length(serial_number) between 1 and 80),
	constraint equipment_texts check (char_length(factory_number) <= 80 and char_length(model) <= 200 and char_length(place) <= 200 and char_length(meter_unit) <= 20),
	constraint equipment_state check (state in ('in_stock', 'reserved', 'delivered', 'locked', 'repossessed', 'returned', 'sold')),
	constraint equipment_meter check (meter_reading >= 0 and scale(meter_reading) <= 2),
	constraint equipment_line_pair check ((contract_line_id is null) = (contract_id is null)),
	constraint equipment_on_a_line check (case
		when state in ('reserved', 'delivered', 'locked', 'repossessed') then contract_line_id is not null
		when state in ('in_stock', 'returned') then contract_line_id is null
		else true end),
	constraint equipment_line foreign key (contract_line_id, contract_id) references contract_line (id, contract_id)
		deferrable initially deferred
);
create unique index equipment_by_serial on equipment (lower(serial_number));
create unique index equipment_one_of_a_line on equipment (contract_line_id) where contract_line_id is not null;
create index equipment_by_contract on equipment (contract_id) where contract_id is not null;
create index equipment_by_state on equipment (state, id);
create index equipment_by_product on equipment (product_id) where product_id is not null;
create index equipment_search on equipment using gin (search_text gin_trgm_ops);

-- The history of a machine. Never changed.
create table equipment_move (
	id uuid primary key default uuidv7(),
	equipment_id uuid not null references equipment (id) on delete cascade,
	sequence integer not null,
	action text not null,
	from_state text,
	to_state text not null,
	moved_on date not null,
	recorded_at timestamptz not null,
	recorded_by text not null,
	place text not null,
	note text not null default '',
	meter_reading numeric,
	-- Where it is on a line after the move, or came from one: the contract stays named when it is gone.
	contract_line_id uuid,
	contract_id uuid,
	contract_number text not null default '',
	constraint equipment_move_sequence unique (equipment_id, sequence),
	constraint equipment_move_note check (char_length(note) <= 1000),
	constraint equipment_move_allowed check (case action
		when 'register' then from_state is null and to_state in ('in_stock', 'reserved', 'delivered', 'sold')
		when 'note' then from_state = to_state
		when 'follow' then from_state = to_state
		when 'reserve' then from_state in ('in_stock', 'returned') and to_state = 'reserved'
		when 'release' then from_state = 'reserved' and to_state = 'in_stock'
		when 'deliver' then from_state in ('reserved', 'repossessed') and to_state = 'delivered'
		when 'lock' then from_state = 'delivered' and to_state = 'locked'
		when 'unlock' then from_state = 'locked' and to_state = 'delivered'
		when 'repossess' then from_state in ('delivered', 'locked') and to_state = 'repossessed'
		when 'take_back' then from_state in ('delivered', 'locked', 'repossessed') and to_state = 'returned'
		when 'restock' then from_state = 'returned' and to_state = 'in_stock'
		when 'sell' then from_state in ('in_stock', 'returned', 'delivered', 'repossessed') and to_state = 'sold'
		else false end)
);
create index equipment_move_by_contract on equipment_move (contract_id) where contract_id is not null;

create function apply_equipment_move() returns trigger language plpgsql as $$
declare machine equipment;
begin
	select * into machine from equipment where id = new.equipment_id for update;
	if new.from_state is not null and machine.state <> new.from_state then
		raise exception 'machine % is %, not %', machine.serial_number, machine.state, new.from_state using errcode = 'check_violation';
	end if;
	if new.sequence <> machine.moves + 1 or new.moved_on < machine.moved_on then
		raise exception 'a move of machine % is out of its order', machine.serial_number using errcode = 'check_violation';
	end if;
	update equipment set state = new.to_state, place = new.place, moved_on = new.moved_on, moves = new.sequence, version = version + 1,
		meter_reading = coalesce(new.meter_reading, meter_reading),
		contract_line_id = case when new.to_state in ('in_stock', 'returned') or (new.action = 'sell' and new.from_state = 'repossessed') then null else new.contract_line_id end,
		contract_id = case when new.to_state in ('in_stock', 'returned') or (new.action = 'sell' and new.from_state = 'repossessed') then null else new.contract_id end
	where id = new.equipment_id;
	return new;
end $$;
create trigger equipment_move_applied before insert on equipment_move for each row execute function apply_equipment_move();

create function keep_equipment_move() returns trigger language plpgsql as $$
begin
	-- Only with the machine itself, which is refused once anything but its registration happened to it.
	if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
	raise exception 'a move of a machine is never changed' using errcode = 'restrict_violation';
end $$;
create trigger equipment_move_kept before update or delete on equipment_move for each row execute function keep_equipment_move();

create function keep_equipment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if old.moves > 1 or old.contract_line_id is not null then
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
create trigger equipment_kept before update or delete on equipment for each row execute function keep_equipment();

-- Papers of a machine.
alter table document add column equipment_id uuid references equipment (id);
alter table document alter column customer_id drop not null;
alter table document add constraint document_of_somebody check ((customer_id is null) = (equipment_id is not null)) not valid;
alter table document validate constraint document_of_somebody;
-- As before, and of which machine it is stays too.
create or replace function keep_document() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'a document is never deleted' using errcode = 'restrict_violation'; end if;
	if tg_op = 'UPDATE' then
		if old.withdrawn_at is not null or new.customer_id is distinct from old.customer_id or new.equipment_id is distinct from old.equipment_id or new.contract_id is distinct from old.contract_id
			or new.created_at <> old.created_at
		then raise exception 'document % keeps whose it is', old.id using errcode = 'restrict_violation'; end if;
	elsif new.contract_id is not null and not exists (select from contract where id = new.contract_id and customer_id = new.customer_id)
	then raise exception 'contract % is not of customer %', new.contract_id, new.customer_id using errcode = 'foreign_key_violation'; end if;
	return new;
end $$;
create index document_by_equipment on document (equipment_id) where equipment_id is not null;

alter table import_batch drop constraint import_batch_subject;
alter table import_batch add constraint import_batch_subject
	check (subject in ('customers', 'contracts', 'lines', 'contacts', 'products', 'prices', 'follow_ups', 'invoices', 'receipts', 'equipment'));
alter table import_said drop constraint import_said_subject;
alter table import_said add constraint import_said_subject
	check (subject in ('lines', 'contacts', 'products', 'prices', 'follow_ups', 'invoices', 'receipts', 'equipment'));

alter table list_view drop constraint list_view_list;
alter table list_view add constraint list_view_list
	check (list in ('customers', 'contracts', 'lines', 'invoices', 'follow-ups', 'suppliers', 'supplier-contracts', 'equipment'));
