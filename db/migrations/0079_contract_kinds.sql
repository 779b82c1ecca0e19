-- Promise: a contract is of a type that the company has; and what the company calls its state is a name for the very state it
-- is in, so that it falls away as the contract goes on to another.
set lock_timeout = '5s';

create table contract_type (
	-- What contracts, document rules and programs know it by, whatever it is called.
	code text primary key,
	name text not null,
	position integer not null default 100,
	archived_at timestamptz,
	constraint contract_type_name check (char_length(btrim(name)) between 1 and 80)
);
create unique index contract_type_named on contract_type (lower(name)) where archived_at is null;
insert into contract_type (code, name) values ('subscription', 'Subscription'), ('service', 'Service'), ('rental', 'Rental');
insert into contract_type (code, name) select distinct on (lower(btrim(left(type, 80)))) type, btrim(left(type, 80)) from contract
	where lower(btrim(type)) not in ('', 'subscription', 'service', 'rental') order by lower(btrim(left(type, 80))), type;
-- What was written in other letters becomes what there is.
update contract set type = coalesce((select code from contract_type
		where lower(name) = lower(btrim(left(contract.type, 80))) limit 1), 'subscription')
	where not exists (select from contract_type where code = contract.type);
alter table contract add constraint contract_type_known foreign key (type) references contract_type (code);
create index contract_by_type on contract (type);

create table contract_status (
	id uuid primary key default uuidv7(),
	state text not null,
	name text not null,
	position integer not null default 100,
	archived_at timestamptz,
	constraint contract_status_state check (state in ('draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active',
		'paused', 'ending', 'closed', 'filed', 'expired', 'void')),
	constraint contract_status_name check (char_length(btrim(name)) between 1 and 80),
	constraint contract_status_of_state unique (id, state)
);
create unique index contract_status_named on contract_status (state, lower(name)) where archived_at is null;

alter table contract add column status_id uuid;
alter table contract add constraint contract_status_is_of_state foreign key (status_id, state) references contract_status (id, state);
create index contract_by_status on contract (status_id) where status_id is not null;

create function drop_status_of_past_state() returns trigger language plpgsql as $$
begin
	new.status_id := null;
	return new;
end $$;
create trigger contract_status_falls before update of state on contract for each row
	when (old.state is distinct from new.state and old.status_id is not distinct from new.status_id)
	execute function drop_status_of_past_state();
