-- Promise: the list of lines by serial number begins at once, however many there are.
set lock_timeout = '5s';

create index contract_line_by_serial on contract_line ((coalesce(serial_number, '') collate people), id);
