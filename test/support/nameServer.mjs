/** Answers questions of DNS in a network that has no other server (RFC 1035). */
import dgram from 'node:dgram';
import dns from 'dns-packet';

/**
 * Serves records at each of the addresses; what has no record does not exist. A record is an answer as dns-packet
 * takes it: its name, type and data.
 */
export async function serveNames(addresses, records) {
  await Promise.all(addresses.map((address) => serveAt(address, records)));
}

function serveAt(address, records) {
  const socket = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (message, from) => {
    socket.send(dns.encode(answerTo(dns.decode(message), records)), from.port, from.address);
  });
  // The dialogues say when the program ends.
  socket.unref();
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(53, address, resolve);
  });
}

function answerTo({ id, questions }, records) {
  const [{ name, type }] = questions;
  const own = records.filter((record) => record.name === name.toLowerCase());
  const answers = own.filter((record) => record.type === type);
  const flags = dns.AUTHORITATIVE_ANSWER | (own.length === 0 ? NO_SUCH_NAME : 0);
  return { id, type: 'response', flags, questions, answers };
}

const NO_SUCH_NAME = 3;
