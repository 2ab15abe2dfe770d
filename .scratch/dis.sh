# dis.sh case symbol-substring
cd /work/wt/speed/.scratch
node --perf-basic-prof --import=tsx qb.mts names.wasm --only=$1 --slices=40000 >/dev/null & P=$!
sleep 5
L=$(grep -F "$2" /tmp/perf-$P.map | grep turbofan | tail -1); A=$(echo $L | cut -d' ' -f1); S=$(echo $L | cut -d' ' -f2)
echo "$L"
gdb -p $P -batch -ex "x/$((0x$S / 5))i 0x$A" 2>/dev/null | grep -E "^ +0x" | awk -v end=$((0x$A + 0x$S)) '{print}' > dis.txt
kill $P; rm -f /tmp/perf-$P.map
wc -l dis.txt
