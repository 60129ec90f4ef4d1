await (async () => {})();
const { user, system } = process.cpuUsage();
console.log((user + system) * 1000);

export {};
