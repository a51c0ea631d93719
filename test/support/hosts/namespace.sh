#!/bin/sh
# Becomes the first process of a machine of its own: ROOT with everything that is written kept in memory.
# Runs in new network, mount and process namespaces; when standard input ends, the machine and all in it is gone.
# usage: namespace.sh ROOT NAME
set -eu
root=$1
hostname "$2"
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o "lowerdir=$root,upperdir=/mnt/upper,workdir=/mnt/work" overlay /mnt/root
cd /mnt/root
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=700 tmpfs root
mount -t tmpfs -o mode=755 tmpfs home
ip link set lo up
echo ready
# bash, because it buries the orphans that the first process of a machine is given.
# shellcheck disable=SC2016
exec chroot . bash -c 'while read -r _; do :; done'
