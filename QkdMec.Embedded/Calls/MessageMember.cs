using System.Linq.Expressions;

namespace QkdMec.Embedded.Calls;

/// <summary>A member of type <typeparamref name="TMember"/>, read and set by compiled code.</summary>
internal sealed class MessageMember<TOwner, TMember> : MessageMember<TOwner>
{
    private readonly Codec<TMember> _codec;
    private readonly Getter _get;
    private readonly Setter _set;

    public MessageMember(NumberedMember member, MessageCodecs codecs) : base(member.Id)
    {
        var owner = Expression.Parameter(typeof(TOwner).MakeByRefType());
        var value = Expression.Parameter(typeof(TMember));
        var access = Expression.MakeMemberAccess(owner, member.Member);
        _codec = codecs.For<TMember>();
        _get = Expression.Lambda<Getter>(access, owner).Compile();
        _set = Expression.Lambda<Setter>(Expression.Block(Expression.Assign(access, value), Expression.Empty()), owner, value).Compile();
    }

    private delegate TMember Getter(ref TOwner owner);

    private delegate void Setter(ref TOwner owner, TMember value);

    protected override void WriteValue(FrameWriter writer, ref TOwner owner) => _codec.Write(writer, _get(ref owner));

    protected override void ReadValue(FrameReader reader, ref TOwner owner) => _set(ref owner, _codec.Read(reader));
}
